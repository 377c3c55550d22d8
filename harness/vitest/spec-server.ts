import { randomBytes, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { LuaparityError, messageOf } from '../errors.js'
import { listFile } from './list-file.js'
import type { Address, Listing, Problem, RunEvent, RunRequest } from './protocol.js'
import { runFile } from './run-file.js'
import type { Session } from './session.js'

/**
 * Holds the engines, in Vitest's main process, and answers its workers, which come and go with the files they run. It
 * listens on the loopback, and to nobody who does not know its token, as whoever asks it to runs a file.
 */
export class SpecServer {
  readonly #open: () => Promise<Session>
  readonly #optional: ReadonlySet<string>
  readonly #engines: readonly string[]
  readonly #token = randomBytes(32).toString('hex')
  readonly #server = createServer((request, response) => void this.#answer(request, response))
  #session: Promise<Session> | null = null
  #address: Promise<Address> | null = null

  constructor(options: {
    open: () => Promise<Session>
    engines: readonly string[]
    optional: readonly string[]
  }) {
    this.#open = options.open
    this.#engines = options.engines
    this.#optional = new Set(options.optional)
    // Nothing that a worker asks for may end on the clock: engines have limits of their own.
    this.#server.requestTimeout = 0
  }

  /** Listens, from the first call on. */
  address(): Promise<Address> {
    this.#address ??= this.#listen()
    return this.#address
  }

  /** The tests of a file (absolute path); what keeps them from being listed is part of the answer. */
  async list(engine: string, file: string): Promise<Listing> {
    const others = this.#engines.filter((name) => name !== engine)
    try {
      return await listFile(await this.#opened(), engine, file, this.#optional.has(engine) ? others : null)
    } catch (error) {
      return { kind: 'problem', problem: problemOfThrown(error), isLasting: false }
    }
  }

  /** Absolute paths of the files that a spec file needs; none if that cannot be told, which `list` says more of. */
  async dependencies(file: string): Promise<readonly string[]> {
    try {
      return await (await this.#opened()).dependencies(file)
    } catch {
      return []
    }
  }

  /** Files came, went or have other content. */
  async filesChanged(paths: readonly string[]): Promise<void> {
    // A session that could not be opened has seen no file yet.
    const session = await this.#session?.catch(() => null)
    session?.filesChanged(paths)
  }

  /** Ends the engines, and what workers are still waiting for. */
  async stop(): Promise<void> {
    const session = this.#session
    this.#session = null
    if (this.#address) {
      this.#server.close()
      this.#server.closeAllConnections()
      this.#address = null
    }
    await (await session?.catch(() => null))?.stop()
  }

  // Opens the session when it is first asked for; after a failure the next one tries again.
  #opened(): Promise<Session> {
    this.#session ??= this.#open().catch((error) => {
      this.#session = null
      throw error
    })
    return this.#session
  }

  async #listen(): Promise<Address> {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    // Vitest ends when its tests have ended, whoever else listens.
    this.#server.unref()
    return { port: (this.#server.address() as AddressInfo).port, token: this.#token }
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!this.#isKnown(request)) {
      response.writeHead(403).end()
      return
    }
    try {
      if (request.url === '/run') await this.#run((await json(request)) as RunRequest, response)
      else response.writeHead(404).end()
    } catch (error) {
      if (!response.headersSent) response.writeHead(500)
      response.end(JSON.stringify(problemOfThrown(error)))
    }
  }

  #isKnown({ headers }: IncomingMessage): boolean {
    const given = Buffer.from(headers.authorization ?? '')
    const wanted = Buffer.from(`Bearer ${this.#token}`)
    return given.length === wanted.length && timingSafeEqual(given, wanted)
  }

  async #run({ engine, file, only }: RunRequest, response: ServerResponse): Promise<void> {
    const send = (event: RunEvent): void => {
      response.write(`${JSON.stringify(event)}\n`)
    }
    try {
      await runFile(await this.#opened(), engine, file, only, send)
    } catch (error) {
      send({ kind: 'end', problem: problemOfThrown(error) })
    }
    response.end()
  }
}

// What could not even be tried, with what its user can do about it.
function problemOfThrown(error: unknown): Problem {
  const hint = error instanceof LuaparityError && error.hint !== null ? `\n${error.hint}` : ''
  const name = error instanceof Error ? error.name : 'Error'
  return { name, message: `${messageOf(error)}${hint}`, frames: [] }
}
