import { once } from 'node:events'
import net from 'node:net'
import type Docker from 'dockerode'

/** A TCP port behind which the Docker engine answers, as that of another machine would. */
export interface EngineProxy {
  /** `tcp://127.0.0.1:<port>` */
  readonly address: string
  /** Ends all connections and takes no more. */
  die(): Promise<void>
  /** Keeps all connections open, and lets nothing through any more. */
  fallSilent(): void
}

/** Starts one; whoever does so ends it with `die()`. */
export async function startEngineProxy(docker: Docker): Promise<EngineProxy> {
  const sockets = new Set<net.Socket>()
  let silent = false
  // Each direction ends by itself: the end of a program on standard input must not end the results.
  const server = net.createServer({ allowHalfOpen: true }, (client) => {
    const engine = net.connect({ ...engineAddress(docker), allowHalfOpen: true })
    for (const [from, to] of [
      [client, engine],
      [engine, client],
    ] as const) {
      sockets.add(from)
      from.on('data', (chunk) => !silent && to.write(chunk))
      from.on('end', () => !silent && to.end())
      // What is cut off is not passed on as an orderly end.
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(from)
        if (!silent) to.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as net.AddressInfo
  return {
    address: `tcp://127.0.0.1:${port}`,
    async die() {
      const closed = server.listening ? once(server, 'close') : null
      server.close()
      for (const socket of sockets) socket.destroy()
      await closed
    },
    fallSilent() {
      silent = true
    },
  }
}

function engineAddress(docker: Docker): net.NetConnectOpts {
  const { socketPath, host, port } = docker.modem as { socketPath?: string; host?: string; port?: number }
  return socketPath ? { path: socketPath } : { host, port: Number(port) }
}
