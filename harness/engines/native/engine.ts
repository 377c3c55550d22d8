import type Docker from 'dockerode'
import type { Case, Limits } from '../../cases/case.js'
import { EngineUnavailableError, type LuaparityError } from '../../errors.js'
import type { Observation } from '../../observations/observation.js'
import { preludeBundle } from '../../prelude/bundle.js'
import { renderJob } from '../../prelude/job.js'
import { buildJob } from '../case-job.js'
import type { Engine, Fingerprint, Project } from '../engine.js'
import type { Axes } from './axes.js'
import { AgentContainer } from './container.js'
import { Dispatcher } from './dispatcher.js'
import { findNativeImage } from './docker/image.js'
import { withPatience } from './docker/patience.js'
import { runsNatively } from './docker/platform.js'
import { rehearsalJob } from './rehearsal.js'
import { startFailure } from './start-failure.js'
import { containerSize, processLimits, usesFfi } from './work.js'

export interface NativeOptions {
  name: string
  axes: Axes
  /** Cases at once in the container. */
  parallel: number
  /** Memory of one case, which the container's own limit is made from, in bytes. */
  memoryBytes: number
  runId: string
  connect: () => Promise<Docker>
}

/**
 * Thresholds at which `jit=stress` has loops compiled: odd and even ones, since which turn of a loop is recorded decides
 * what is compiled (a known miscompilation is wrong for every even one and right for every odd one).
 */
const STRESS_SETTINGS = ['hotloop=1', 'hotloop=2', 'hotloop=3', 'hotloop=8', 'hotloop=27']

// A side exit is compiled the first time it is taken, so that traces link up in ways that are rare otherwise.
function stressOptions(setting: string): string[] {
  return [setting, 'hotexit=1']
}

function imageMissing(name: string, error: LuaparityError | null): EngineUnavailableError {
  if (!error) {
    const what = name === 'native' ? '' : ` --engines ${name}`
    return new EngineUnavailableError('its image has not been built', {
      hint: `Run \`luaparity setup${what}\`.`,
    })
  }
  // The lines that the failing step printed have been shown as it failed.
  const [reason] = error.message.split('\n')
  return new EngineUnavailableError(`its image could not be built: ${reason}`, {
    cause: error,
    ...(error.hint && { hint: error.hint }),
  })
}

function encodedFiles({ files }: Project): { id: string; files: Record<string, string> } {
  const encoded = [...files.files].map(([path, bytes]) => [path, bytes.toString('base64')] as const)
  return { id: files.id, files: Object.fromEntries(encoded) }
}

/** The containerised Ruby/LuaJIT binary: one container, one forked child a batch of cases. */
export class NativeEngine implements Engine {
  readonly name: string
  readonly kind = 'native'
  readonly axes: Axes
  // More in flight than children, so that there is always a batch's worth waiting.
  readonly concurrency = 512
  readonly #options: NativeOptions
  readonly settings?: readonly string[]
  readonly #absences: string[] = []
  #dispatcher: Dispatcher | null = null
  #project: Project | null = null
  #image: { tag: string; id: string } | null = null
  #imageError: LuaparityError | null = null
  #engineArch = ''

  constructor(options: NativeOptions) {
    this.name = options.name
    this.axes = options.axes
    this.#options = options
    if (options.axes.jit === 'stress') this.settings = STRESS_SETTINGS
  }

  /** Its image could not be built: `start` will say why. */
  withoutImage(error: LuaparityError): void {
    this.#imageError = error
  }

  async start(project: Project): Promise<void> {
    const { axes, parallel, memoryBytes, runId, name } = this.#options
    const docker = await this.#options.connect()
    const image = await findNativeImage(docker, this.axes)
    if (!image) {
      throw imageMissing(this.name, this.#imageError)
    }
    this.#image = image
    this.#engineArch = (await docker.version()).Arch
    this.#project = project
    const container = {
      image: image.tag,
      runId,
      engineName: name,
      ...containerSize(parallel, memoryBytes),
    }
    const dispatcher = new Dispatcher({
      connect: (handlers, signal) =>
        withPatience(docker, () => AgentContainer.start(docker, container, handlers), {
          signal,
          onBack: (ms) =>
            this.#absences.push(`the Docker engine did not answer for ${(ms / 1000).toFixed(1)} s`),
        }),
      greeting: {
        prelude: preludeBundle('luajit'),
        host: project.host.ruby?.source.toString('utf8') ?? null,
        settings: { parallel, jit: axes.jit !== 'off' },
        rehearsal: rehearsalJob(project),
      },
      files: encodedFiles(project),
    })
    this.#dispatcher = dispatcher
    try {
      await dispatcher.start()
    } catch (cause) {
      throw await startFailure(cause, docker, image.tag, this.axes)
    }
  }

  update(project: Project): void {
    this.#project = project
    this.#dispatcher?.updateFiles(encodedFiles(project))
  }

  abandon(): void {
    this.#dispatcher?.abandon()
  }

  async run(testCase: Case, limits: Limits, setting?: string): Promise<Observation> {
    if (!this.#dispatcher || !this.#project)
      throw new EngineUnavailableError(`${this.name} has not been started`)
    const hasHost = this.#project.host.ruby !== null
    const job = buildJob(testCase, this.#project, limits, {
      fetch: 'raw',
      host: hasHost ? 'provided' : 'lua',
    })
    return this.#dispatcher.run({
      job: renderJob(job),
      seed: testCase.seed,
      host: hasHost,
      jitOptions: this.axes.jit === 'stress' ? stressOptions(setting ?? STRESS_SETTINGS[0]!) : [],
      alone: usesFfi(testCase),
      limits: processLimits(testCase, limits),
      caseLimits: limits,
    })
  }

  async stop(): Promise<void> {
    await this.#dispatcher?.stop()
  }

  incidents(): readonly string[] {
    return [...this.#absences, ...(this.#dispatcher?.incidents ?? [])]
  }

  async fingerprint(): Promise<Fingerprint> {
    const facts = this.#dispatcher?.facts
    if (!facts || !this.#image) throw new EngineUnavailableError(`${this.name} has not been started`)
    const { luajit, pid, ...rest } = facts
    const texts = Object.entries(rest).map(([key, value]) => [
      key,
      typeof value === 'number' ? String(value) : value,
    ])
    // An emulator that the kernel does not show (Docker Desktop's, on Apple's processors) is known by the architectures.
    const emulated = rest.emulated === true || !runsNatively(this.axes.arch, this.#engineArch)
    return { ...Object.fromEntries(texts), vm: luajit, image: this.#image.id, emulated }
  }

  /** Median of a bare Ruby fork and wait in the container, the floor of one child a case. */
  measureFork(n: number): Promise<number> {
    if (!this.#dispatcher) throw new EngineUnavailableError(`${this.name} has not been started`)
    return this.#dispatcher.measureFork(n)
  }
}
