import type Docker from 'dockerode'
import { EngineUnavailableError, messageOf } from '../../../errors.js'
import { CappedOutput } from '../../executable/capped-output.js'
import { labels, roles } from '../docker/labels.js'
import { hasRunOutOfMemory } from '../docker/oom-events.js'
import { removeContainer } from '../docker/remove-container.js'
import { within } from '../docker/within.js'
import { hardenedContainer } from '../hardening.js'
import { type ExecutionRequest, type ExecutionResult, execute, sink } from './execution.js'
import { STORE, STORE_USER } from './programs.js'

export interface LuaContainerOptions {
  image: string
  /** Executable and arguments with which it runs the Lua program that comes on its standard input. */
  command: readonly string[]
  runId: string
  engineName: string
  /** Memory of one case, in bytes. */
  memoryBytes: number
  /** Room for the project's files, in bytes. */
  storeBytes: number
}

/** What the executable needs for itself. */
const EXECUTABLE_BYTES = 8 * 2 ** 20
/** What the process that waits, the kernel and `/tmp` need besides a case. */
const SPARE_BYTES = 64 * 2 ** 20
/**
 * The engine starts each process under the limit of its data segment, and needs some of it itself: with 72 MiB no
 * process could be started here, with 96 MiB each. Below this the container's limit is the only one.
 */
const LEAST_DATA_BYTES = 128 * 2 ** 20
/** One waits, one runs a case; whatever a script starts ends here. */
const PIDS = 32
/** Bytes kept of what the process that waits says, to explain why it ended. */
const LOG_BYTES = 2048
/** How much later than its streams, or than what ran in it, the end of a container may become known. */
const END_MS = 2000

type Stream = NodeJS.ReadWriteStream & { destroy?: () => void }

/**
 * A running container whose program waits for Lua on its standard input, and never gets any: the container lives until
 * that input ends, with this process at the latest. Cases run beside it, each in a process of its own.
 */
export class LuaContainer {
  readonly #docker: Docker
  readonly #container: Docker.Container
  readonly #command: readonly string[]
  readonly #stream: Stream
  readonly #log = new CappedOutput(LOG_BYTES)
  readonly #ended: Promise<void>
  #lost: string | null = null
  #killed: Promise<boolean> | null = null

  private constructor(
    docker: Docker,
    container: Docker.Container,
    stream: Stream,
    exited: Promise<{ StatusCode: number }>,
    command: readonly string[],
  ) {
    this.#docker = docker
    this.#container = container
    this.#command = command
    this.#stream = stream
    const [stdout, stderr] = [1, 2].map(() => sink((chunk) => this.#log.push(chunk)))
    docker.modem.demuxStream(stream, stdout!, stderr!)
    this.#ended = new Promise((resolve) => {
      const lose = (reason: string): void => {
        this.#lost ??= reason
        resolve()
      }
      stream.on('error', (error: Error) => lose(`its stream broke: ${error.message}`))
      // The container ends with its standard input; of an engine that has gone nobody tells its exit.
      stream.once('close', () => {
        setTimeout(() => lose('the connection to the container ended'), END_MS).unref()
      })
      exited.then(
        ({ StatusCode }) => lose(`the container ended with exit code ${StatusCode}`),
        (error: unknown) => lose(`the Docker engine no longer answers: ${messageOf(error)}`),
      )
    })
  }

  /** Creates a hardened container and starts it. Throws EngineUnavailableError when the engine refuses. */
  static async start(docker: Docker, options: LuaContainerOptions): Promise<LuaContainer> {
    let container: Docker.Container | undefined
    try {
      container = await within(docker.createContainer(configuration(options)), 'creating the container')
      // Attached and waited for before it runs: whatever happens to it from the start is seen.
      const stream = await within(
        container.attach({ stream: true, stdin: true, stdout: true, stderr: true, hijack: true }),
        'attaching to the container',
      )
      const exited = container.wait({ condition: 'next-exit' }) as Promise<{ StatusCode: number }>
      const self = new LuaContainer(docker, container, stream, exited, options.command)
      await within(container.start(), 'starting the container')
      return self
    } catch (cause) {
      if (container) await removeContainer(container)
      throw new EngineUnavailableError(
        `Docker could not start a container of ${options.image}: ${messageOf(cause)}`,
        { cause },
      )
    }
  }

  /** Why nothing can be run in it any more, with what its program said; null as long as it runs. */
  get lost(): string | null {
    if (this.#lost === null) return null
    const said = this.#log.captured().bytes.toString('utf8').trim()
    return said ? `${this.#lost}; it said: ${said.split('\n').slice(-5).join(' | ')}` : this.#lost
  }

  /** Runs one Lua program in a process of its own; see `execute`. */
  execute(request: Omit<ExecutionRequest, 'command'>): Promise<ExecutionResult> {
    return execute(this.#docker, this.#container, { ...request, command: this.#command })
  }

  /** Why the container is lost, when it is or is about to be found so; null when it runs on. */
  async lossAfterwards(): Promise<string | null> {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, END_MS)
    })
    await Promise.race([this.#ended, deadline])
    clearTimeout(timer)
    return this.lost
  }

  /** Whether the kernel has ended a process in it for want of memory. */
  ranOutOfMemory(): Promise<boolean> {
    return hasRunOutOfMemory(this.#docker, this.#container.id)
  }

  /** Kills and removes the container, and with it all that runs in it. Gives whether that is known to have happened. */
  kill(): Promise<boolean> {
    this.#killed ??= this.#kill()
    return this.#killed
  }

  async #kill(): Promise<boolean> {
    this.#lost ??= 'the container was removed'
    const isGone = await removeContainer(this.#container)
    this.#stream.destroy?.()
    return isGone
  }
}

function configuration(options: LuaContainerOptions): Docker.ContainerCreateOptions {
  const { image, command, runId, engineName, memoryBytes, storeBytes } = options
  const base = hardenedContainer({
    memoryBytes: memoryBytes + EXECUTABLE_BYTES + storeBytes + SPARE_BYTES,
    // one for the case, and a little for the engine's own doings in the container
    cpus: 2,
    pids: PIDS,
  })
  return {
    ...base,
    Image: image,
    Cmd: [...command],
    Entrypoint: [],
    Env: ['TZ=UTC', 'LC_ALL=C', 'HOME=/tmp'],
    // The image's own would run beside the cases.
    Healthcheck: { Test: ['NONE'] },
    Labels: {
      [labels.run]: runId,
      [labels.role]: roles.luaExecutable,
      [labels.engine]: engineName,
      [labels.pid]: String(process.pid),
    },
    HostConfig: {
      ...base.HostConfig,
      Tmpfs: {
        ...base.HostConfig.Tmpfs,
        [STORE]: `rw,nosuid,nodev,noexec,size=${storeBytes},mode=755,uid=${STORE_USER},gid=${STORE_USER}`,
      },
      Ulimits: [...(base.HostConfig.Ulimits ?? []), ...dataLimit(memoryBytes + EXECUTABLE_BYTES)],
    },
  }
}

// Below the container's limit, so that Lua can say that there is not enough memory.
function dataLimit(bytes: number): Docker.Ulimit[] {
  return bytes < LEAST_DATA_BYTES ? [] : [{ Name: 'data', Soft: bytes, Hard: bytes }]
}
