import { PassThrough } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import type Docker from 'dockerode'
import { EngineUnavailableError, messageOf } from '../../errors.js'
import { agentSource, BOOT_COMMAND } from './agent-source.js'
import { HOW_TO_FREE_SPACE, tellsFullDisk } from './docker/advice.js'
import { ContainerEvents, type EndCause } from './docker/container-events.js'
import { labels, roles } from './docker/labels.js'
import { isUnanswered, UnansweredCall } from './docker/patience.js'
import { encodeFrame, FrameDecoder } from './frames.js'
import type { FromAgent, LossCause, ToAgent } from './protocol.js'

export interface ContainerOptions {
  image: string
  runId: string
  engineName: string
  /** Memory of the whole container, in bytes. */
  memoryBytes: number
  /** Processors' worth of time. */
  cpus: number
  /** Processes and threads in the container. */
  pids: number
}

export interface ContainerHandlers {
  onMessage(message: FromAgent): void
  /** Called once, with why, when the container has ended by itself or its stream has broken. */
  onLost(reason: string, cause?: LossCause): void
}

/** The kernel's own default period of CPU accounting. */
const CPU_PERIOD_US = 100_000
/** Between the end of a container's stream and the news of its exit; a second more for the events of its end. */
const EXIT_MS = 3000
/** 128 and the number of SIGKILL. */
const KILLED = 137
/** Bytes of the agent's own stderr that are kept to explain why a container ended. */
const LOG_BYTES = 4096
/** An engine that takes longer than this to do as it is asked counts as gone. */
const DOCKER_CALL_MS = 20_000

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
      else if (container) await remove(container)
      // One that comes too late would stay for ever.
      else creating.then(remove, () => {})
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
    await remove(this.#container)
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
    Image: options.image,
    Cmd: BOOT_COMMAND,
    Entrypoint: [],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    OpenStdin: true,
    StdinOnce: true,
    Tty: false,
    // The agent does not let itself be asked; an engine that is being stopped need not wait for it.
    StopTimeout: 0,
    User: '65534:65534',
    WorkingDir: '/tmp',
    Env: ['LANG=C.UTF-8', 'TZ=UTC', 'HOME=/tmp', 'LD_BIND_NOW=1'],
    NetworkDisabled: true,
    Labels: {
      [labels.run]: options.runId,
      [labels.role]: roles.forkServer,
      [labels.engine]: options.engineName,
      [labels.pid]: String(process.pid),
    },
    HostConfig: {
      // Standard input ends with this process, the agent with its standard input, the container with the
      // agent: nothing is left behind even when this process is killed.
      AutoRemove: true,
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      CapDrop: ['ALL'],
      SecurityOpt: ['no-new-privileges'],
      IpcMode: 'none',
      Memory: options.memoryBytes,
      MemorySwap: options.memoryBytes,
      PidsLimit: options.pids,
      // Not NanoCpus, which is refused where it exceeds the machine's processors.
      CpuPeriod: CPU_PERIOD_US,
      CpuQuota: CPU_PERIOD_US * options.cpus,
      Tmpfs: { '/tmp': 'rw,nosuid,nodev,noexec,size=64m,mode=1777' },
      Ulimits: [{ Name: 'core', Soft: 0, Hard: 0 }],
      LogConfig: { Type: 'none', Config: {} },
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

async function remove(container: Docker.Container): Promise<void> {
  try {
    await within(container.remove({ force: true, v: true }), 'removing the container')
  } catch (error) {
    // 404: gone already. 409: the engine is removing it, as AutoRemove told it to, and as it does when it comes back.
    const status = (error as { statusCode?: number }).statusCode
    if (status !== 404 && status !== 409 && !isUnanswered(error)) {
      process.emitWarning(`container ${container.id.slice(0, 12)} could not be removed: ${messageOf(error)}`)
    }
  }
}

async function within<T>(call: Promise<T>, what: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new UnansweredCall(`${what} took more than ${DOCKER_CALL_MS / 1000} s`)),
      DOCKER_CALL_MS,
    )
  })
  try {
    return await Promise.race([call, deadline])
  } finally {
    clearTimeout(timer)
  }
}
