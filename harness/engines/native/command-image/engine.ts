import type Docker from 'dockerode'
import type { Case, Limits } from '../../../cases/case.js'
import { EngineUnavailableError, messageOf } from '../../../errors.js'
import { emptyObservation, type Observation } from '../../../observations/observation.js'
import { preludeBundle } from '../../../prelude/bundle.js'
import { renderJob } from '../../../prelude/job.js'
import { shimOf } from '../../../prelude/shim-of.js'
import { buildJob } from '../../case-job.js'
import type { Engine, Fingerprint, Project } from '../../engine.js'
import { inspectImage } from '../docker/inspect-image.js'
import { runOnce } from './case-run.js'
import { LuaContainer, type LuaContainerOptions } from './container.js'
import { factsOf } from './facts.js'
import { ContainerPool } from './pool.js'
import { storeBytes } from './programs.js'
import { type Probed, probe, store } from './start.js'

export interface CommandImageOptions {
  name: string
  /** Tag or id of an image that the engine has. */
  image: string
  /** Executable in the image, and leading arguments. */
  command: readonly [string, ...string[]]
  /** Cases, and so containers, at once. */
  parallel: number
  /** Memory of one case, in bytes. */
  memoryBytes: number
  runId: string
  connect: () => Promise<Docker>
}

/** A case is run again after losing its container at most this often. */
const MAX_RERUNS = 2
const STOPPED = 'the run was stopped'

/**
 * An image of which nothing is known but that it holds a Lua executable: warm containers, and in them one process a
 * case, started by the Docker engine, with the program on its standard input and the results on its standard output.
 */
export class CommandImageEngine implements Engine {
  readonly name: string
  readonly kind = 'native'
  readonly axes = null
  readonly concurrency: number
  readonly #options: CommandImageOptions
  #project: Project | null = null
  #pool: ContainerPool | null = null
  #fingerprint: Fingerprint | null = null
  #stopped = false

  constructor(options: CommandImageOptions) {
    this.name = options.name
    this.concurrency = options.parallel
    this.#options = options
  }

  async start(project: Project): Promise<void> {
    const { image: tag, command, parallel } = this.#options
    const docker = await this.#options.connect()
    const image = await inspectImage(docker, tag)
    if (!image) {
      throw new EngineUnavailableError(`Docker has no image "${tag}"`, {
        hint: `Run \`docker pull ${tag}\`, or build it.`,
      })
    }
    const { files } = project.files
    // The prelude's size hardly depends on the VM, which is not known yet.
    const room = storeBytes(preludeBundle('lua53'), files)
    const start = (whole: readonly string[]): Promise<LuaContainer> =>
      LuaContainer.start(docker, this.#containerOptions(image.id, whole, room))
    const probed = await probe(command, tag, start)
    const prelude = preludeBundle(shimOf(probed.facts.version))
    const ready = async (container: LuaContainer): Promise<LuaContainer> => {
      try {
        await store(container, prelude, files)
        return container
      } catch (error) {
        await container.kill()
        throw error
      }
    }
    const first = await ready(probed.container)
    this.#pool = new ContainerPool(
      { size: parallel, start: async () => ready(await start(probed.command)) },
      first,
    )
    this.#project = project
    this.#fingerprint = await this.#factsOf(docker, image.id, probed)
    // A stop that came meanwhile has found nothing to end.
    if (this.#stopped) await this.#pool.stop(STOPPED)
  }

  async run(testCase: Case, limits: Limits): Promise<Observation> {
    const first = await this.#observe(testCase, limits)
    if (first.outcome !== 'crash') return first
    return confirm(first, await this.#observe(testCase, limits))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#pool?.stop(STOPPED)
  }

  incidents(): readonly string[] {
    return this.#pool?.incidents ?? []
  }

  async fingerprint(): Promise<Fingerprint> {
    if (!this.#fingerprint) throw new EngineUnavailableError(`${this.name} has not been started`)
    return this.#fingerprint
  }

  async #observe(testCase: Case, limits: Limits): Promise<Observation> {
    const [pool, project] = [this.#pool, this.#project]
    if (!pool || !project) throw new EngineUnavailableError(`${this.name} has not been started`)
    const job = renderJob(buildJob(testCase, project, limits, { fetch: 'raw', host: 'lua' }))
    try {
      for (let reruns = 0; ; reruns++) {
        const seen = await pool.use((container) => runOnce(container, testCase, job, limits))
        if (this.#stopped) return stopped()
        if (seen.kind === 'observed') return seen.observation
        pool.reportLoss(seen.reason)
        if (reruns === MAX_RERUNS) {
          return emptyObservation('unavailable', `${seen.reason}, ${reruns + 1} times`)
        }
      }
    } catch (error) {
      if (!(error instanceof EngineUnavailableError)) throw error
      return this.#stopped ? stopped() : emptyObservation('unavailable', messageOf(error))
    }
  }

  #containerOptions(image: string, command: readonly string[], room: number): LuaContainerOptions {
    const { runId, name, memoryBytes } = this.#options
    return { image, command, runId, engineName: name, memoryBytes, storeBytes: room }
  }

  async #factsOf(docker: Docker, image: string, { command, facts }: Probed): Promise<Fingerprint> {
    return {
      vm: facts.version,
      rounding: facts.rounding,
      command: command.join(' '),
      ...(await factsOf(docker, image)),
    }
  }
}

function stopped(): Observation {
  return emptyObservation('unavailable', STOPPED)
}

// The second look at a crash, in another process.
function confirm(first: Observation, second: Observation): Observation {
  if (second.outcome === 'crash' || !first.crash) return second
  return {
    ...first,
    crash: { ...first.crash, confirmed: false },
    reason: `${first.reason}; run again the outcome is ${second.outcome}`,
  }
}
