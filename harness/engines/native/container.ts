import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type Docker from 'dockerode'
import { EngineUnavailableError, messageOf } from '../../errors.js'
import { agentSource, BOOT_COMMAND } from './agent-source.js'
import { HOW_TO_FREE_SPACE, tellsFullDisk } from './docker/advice.js'
import { ContainerEvents, type EndCause } from './docker/container-events.js'
import { labels, roles } from './docker/labels.js'
import { removeContainer } from './docker/remove-container.js'
import { within } from './docker/within.js'
import { encodeFrame, FrameDecoder } from './frames.js'
import { type ContainerLimits, hardenedContainer } from './hardening.js'
import type { FromAgent, LossCause, ToAgent } from './protocol.js'

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
  onLost(reason: string, cause?: LossCause): void
}

/** Between the end of a container's stream and the news of its exit; a second more for the events of its end. */
const EXIT_MS = 3000
/** 128 and the number of SIGKILL. */
const KILLED = 137
/** Bytes of the agent's own stderr that are kept to explain why a container ended. */
const LOG_BYTES = 4096

const ENVIRONMENT = { LANG: 'C.UTF-8', TZ: 'UTC', HOME: '/tmp', LD_BIND_NOW: '1' }

/** A running container with the agent in it, and the framed conversation over its standard streams. */
export class AgentContainer {
  readonly id: string
  readonly #container: Docker.Container
  readonly #stream: NodeJS.ReadWriteStream
  readonly #events: ContainerEvents | null
  readonly #handlers: ContainerHandlers
  readonly #decoder = new FrameDecoder()
  #starting: Promise<unknown> = Promise.resolve()
  #log = ''
  #closed = false

  private constructor(
    container: Docker.Container,
    stream: NodeJS.ReadWriteStream,
    events: ContainerEvents | null,
    handlers: ContainerHandlers,
  ) {
    this.id = container.id
    this.#container = container
    this.#stream = stream
    this.#events = events
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
    let events: ContainerEvents | null = null
    let agent: AgentContainer | undefined
    const creating = docker.createContainer(configuration(options))
    try {
      container = await within(creating, 'creating the container')
      // Attached and waited for before it runs: whatever happens to it from the start is seen.
      const stream = await within(
        container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true }),
        'attaching to the container',
      )
      events = await within(eventsOf(docker, container.id), "following the container's events")
      const exited = container.wait({ condition: 'next-exit' }) as Promise<{ StatusCode: number }>
      agent = new AgentContainer(container, stream, events, handlers)
      agent.#starting = within(container.start(), 'starting the container')
      agent.#listen(docker, exited)
      await agent.#starting
      stream.write(agentSource())
      return agent
    } catch (cause) {
      events?.close()
      if (agent) await agent.kill()
      else if (container) await removeContainer(container)
      // One that comes too late would stay for ever.
      else creating.then(removeContainer, () => {})
      throw notStarted(options.image, container !== undefined, cause)
    }
  }

  send(message: ToAgent): void {
    if (!this.#closed) this.#stream.write(encodeFrame(message))
  }

  /** Kills and removes the container; no handler is called any more. */
  async kill(): Promise<void> {
    this.#closed = true
    this.#events?.close()
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
    this.#stream.on('error', (error: Error) =>
      this.#lost(`the connection to the container broke: ${error.message}`),
    )
    const drained = new Promise<void>((resolve) => {
      this.#stream.once('end', resolve).once('close', resolve)
    })
    // Of an engine that has gone, whoever waits for the exit hears nothing.
    drained
      .then(() => sleep(EXIT_MS, undefined, { ref: false }))
      .then(() => this.#lost('the connection to the container ended'))
    exited.then(
      async ({ StatusCode }) => {
        const cause = this.#events?.endCause()
        // What it wrote last is still on its way; a stream that never ends must not hold this up.
        await Promise.race([drained, sleep(1000, undefined, { ref: false })])
        this.#lostToExit(StatusCode, (await cause) ?? 'unknown')
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

  #lostToExit(code: number, cause: EndCause): void {
    if (code !== KILLED) this.#lost(`the container ended with exit code ${code}`)
    else if (cause === 'out-of-memory') this.#lost('the container was killed: it was out of memory', cause)
    else if (cause === 'killed') this.#lost('the container was killed')
    else this.#lost('the container was killed (by hand, or for want of memory)')
  }

  #lost(reason: string, cause?: LossCause): void {
    if (this.#closed) return
    this.#closed = true
    const log = this.#log.trim()
    const said = log && `; it last said: ${log.split('\n').slice(-5).join(' | ')}`
    // What goes wrong while it is being started, the start itself tells.
    this.#starting.then(
      () => this.#handlers.onLost(`${reason}${said}`, cause),
      () => {},
    )
  }
}

// An engine, or a proxy before it, that keeps its events to itself does not keep us from working.
async function eventsOf(docker: Docker, id: string): Promise<ContainerEvents | null> {
  try {
    return await ContainerEvents.follow(docker, id)
  } catch (error) {
    if ((error as { statusCode?: number }).statusCode === undefined) throw error
    return null
  }
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
    // The agent does not let itself be asked; an engine that is being stopped need not wait for it.
    StopTimeout: 0,
    Labels: {
      [labels.run]: options.runId,
      [labels.role]: roles.forkServer,
      [labels.engine]: options.engineName,
      [labels.pid]: String(process.pid),
    },
  }
}

function notStarted(image: string, isCreated: boolean, cause: unknown): EngineUnavailableError {
  if (!isCreated && (cause as { statusCode?: number }).statusCode === 404) {
    return new EngineUnavailableError(
      `the Docker engine has no image ${image} any more; \`luaparity setup\` builds it`,
      { cause },
    )
  }
  const why = messageOf(cause).trim()
  return new EngineUnavailableError(`Docker could not start a container of ${image}: ${why}`, {
    cause,
    ...(tellsFullDisk(why) && { hint: HOW_TO_FREE_SPACE }),
  })
}
