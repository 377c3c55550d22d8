import type { Case, Limits } from '../../cases/case.js'
import { EngineUnavailableError } from '../../errors.js'
import type { Observation } from '../../observations/observation.js'
import { preludeBundle, type ShimName } from '../../prelude/bundle.js'
import { renderJob } from '../../prelude/job.js'
import { buildJob } from '../case-job.js'
import type { Engine, Fingerprint, Project } from '../engine.js'
import { interpret } from './interpret.js'
import type { WorkerPool } from './pool.js'
import type { VmFactory, VmName } from './vm.js'

export interface InProcessOptions {
  name: string
  vm: VmName
  shim: ShimName
  load: () => Promise<VmFactory>
  pool: (project: Project) => WorkerPool
}

/** An engine whose VM runs in a worker thread of this process, one fresh VM a case. */
export class InProcessEngine implements Engine {
  readonly name: string
  readonly kind = 'in-process'
  readonly axes = null
  readonly #options: InProcessOptions
  #project: Project | null = null
  #pool: WorkerPool | null = null

  constructor(options: InProcessOptions) {
    this.name = options.name
    this.#options = options
  }

  get concurrency(): number {
    return this.#pool?.size ?? 1
  }

  async start(project: Project): Promise<void> {
    this.#project = project
    this.#pool = this.#options.pool(project)
  }

  async run(testCase: Case, limits: Limits): Promise<Observation> {
    if (!this.#project || !this.#pool) throw new EngineUnavailableError(`${this.name} has not been started`)
    const job = renderJob(buildJob(testCase, this.#project, limits, { fetch: 'escaped', host: 'lua' }))
    const program = `(function(...) ${preludeBundle(this.#options.shim)}end)(${job})`
    const task = {
      kind: 'program',
      vm: this.#options.vm,
      program,
      memoryBytes: limits.memoryBytes,
    } as const
    return interpret(await this.#pool.run(task, limits.timeoutMs), limits)
  }

  async stop(): Promise<void> {
    await this.#pool?.destroy()
  }

  async fingerprint(): Promise<Fingerprint> {
    const factory = await this.#options.load()
    return {
      vm: await factory.version(),
      node: process.version,
      platform: `${process.platform} ${process.arch}`,
    }
  }
}
