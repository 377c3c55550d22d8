import { PassThrough } from 'node:stream'
import type Docker from 'dockerode'
import { EngineUnavailableError, messageOf } from '../../errors.js'
import { agentSource, BOOT_COMMAND } from './agent-source.js'
import { labels, roles } from './docker/labels.js'
import { removeContainer } from './docker/remove-container.js'
import { within } from './docker/within.js'
import { encodeFrame, FrameDecoder } from './frames.js'
import { type ContainerLimits, hardenedContainer } from './hardening.js'
import type { FromAgent, ToAgent } from './protocol.js'

export interface ContainerOptions extends ContainerLimits {
  image: string
  runId: string
  engineName: string
  /** Environment besides, or instead of, what every container has. */
  env?: Readonly<Record<string, string>>
}

export interface ContainerHandlers {
  onMessage(message: FromAgent): void
  /** Called once, with why, when the container has ended by itself or its stream has broken. */
  onLost(reason: string): void
}

/** Bytes of the agent's own stderr that are kept to explain why a container ended. */
const LOG_BYTES = 4096

const ENVIRONMENT = { LANG: 'C.UTF-8', TZ: 'UTC', HOME: '/tmp', LD_BIND_NOW: '1' }

/** A running container with the agent in it, and the framed conversation over its standard streams. */
export class AgentContainer {
  readonly id: string
  readonly #container: Docker.Container
  readonly #stream: NodeJS.ReadWriteStream
  readonly #handlers: ContainerHandlers
  readonly #decoder = new FrameDecoder()
  #log = ''
  #closed = false

  private constructor(
    container: Docker.Container,
    stream: NodeJS.ReadWriteStream,
    handlers: ContainerHandlers,
  ) {
    this.id = container.id
    this.#container = container
    this.#stream = stream
    this.#handlers = handlers
  }

  /**
   * Creates a hardened container, attaches to it, starts it and sends the agent. Throws
   * EngineUnavailableError when the engine refuses any of it.
   */
  static async start(
    docker: Docker,
    options: ContainerOptions,
    handlers: ContainerHandlers,
  ): Promise<AgentContainer> {
    let container: Docker.Container | undefined
    try {
      container = await within(docker.createContainer(configuration(options)), 'creating the container')
      // Attached and waited for before it runs: whatever happens to it from the start is seen.
      const stream = await within(
        container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true }),
        'attaching to the container',
      )
      const exited = container.wait({ condition: 'next-exit' }) as Promise<{ StatusCode: number }>
      const self = new AgentContainer(container, stream, handlers)
      self.#listen(docker, exited)
      await within(container.start(), 'starting the container')
      stream.write(agentSource())
      return self
    } catch (cause) {
      if (container) await removeContainer(container)
      throw new EngineUnavailableError(
        `Docker could not start a container of ${options.image}: ${messageOf(cause)}`,
        {
          cause,
        },
      )
    }
  }

  send(message: ToAgent): void {
    if (!this.#closed) this.#stream.write(encodeFrame(message))
  }

  /** Kills and removes the container; no handler is called any more. */
  async kill(): Promise<void> {
    this.#closed = true
    await removeContainer(this.#container)
    ;(this.#stream as NodeJS.ReadWriteStream & { destroy?: () => void }).destroy?.()
  }

  #listen(docker: Docker, exited: Promise<{ StatusCode: number }>): void {
    const stdout = new PassThrough()
    const stderr = new PassThrough()
    docker.modem.demuxStream(this.#stream, stdout, stderr)
    stdout.on('data', (chunk: Buffer) => this.#receive(chunk))
    stderr.on('data', (chunk: Buffer) => {
      this.#log = (this.#log + chunk.toString('utf8')).slice(-LOG_BYTES)
    })
    this.#stream.on('error', (error: Error) => this.#lost(`its stream broke: ${error.message}`))
    const drained = new Promise((resolve) => this.#stream.once('end', resolve).once('close', resolve))
    exited.then(
      async ({ StatusCode }) => {
        // What it wrote last is still on its way; a stream that never ends must not hold this up.
        await Promise.race([drained, new Promise((resolve) => setTimeout(resolve, 1000).unref())])
        this.#lost(explainExit(StatusCode))
      },
      (error: unknown) => this.#lost(`the Docker engine no longer answers: ${messageOf(error)}`),
    )
  }

  #receive(chunk: Buffer): void {
    if (this.#closed) return
    try {
      for (const message of this.#decoder.push(chunk)) this.#handlers.onMessage(message as FromAgent)
    } catch (error) {
      this.#lost(messageOf(error))
    }
  }

  #lost(reason: string): void {
    if (this.#closed) return
    this.#closed = true
    const log = this.#log.trim()
    this.#handlers.onLost(log ? `${reason}; it last said: ${log.split('\n').slice(-5).join(' | ')}` : reason)
  }
}

function explainExit(code: number): string {
  if (code === 137) return 'the container was killed (by hand, or for want of memory)'
  return `the container ended with exit code ${code}`
}

function configuration(options: ContainerOptions): Docker.ContainerCreateOptions {
  return {
    ...hardenedContainer(options),
    Image: options.image,
    Cmd: BOOT_COMMAND,
    Entrypoint: [],
    Env: Object.entries({ ...ENVIRONMENT, ...options.env }).map(([name, value]) => `${name}=${value}`),
    // An image may bring one along; it would run among the cases.
    Healthcheck: { Test: ['NONE'] },
    Labels: {
      [labels.run]: options.runId,
      [labels.role]: roles.forkServer,
      [labels.engine]: options.engineName,
      [labels.pid]: String(process.pid),
    },
  }
}
