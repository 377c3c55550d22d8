import type { Case, Limits } from '../../cases/case.js'
import { EngineUnavailableError } from '../../errors.js'
import { engineError, observe } from '../../observations/events.js'
import { emptyObservation, type Observation } from '../../observations/observation.js'
import { preludeBundle, type ShimName } from '../../prelude/bundle.js'
import { renderJob } from '../../prelude/job.js'
import { buildJob } from '../case-job.js'
import type { Engine, Fingerprint, Project } from '../engine.js'
import type { TaskRun, WorkerPool } from './pool.js'
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
    const program = `(function(...)\n${preludeBundle(this.#options.shim)}end)(${job})`
    const task = { vm: this.#options.vm, program, memoryBytes: limits.memoryBytes }
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

function interpret(run: TaskRun, limits: Limits): Observation {
  const { events, durationMs, end } = run
  switch (end.kind) {
    case 'timeout':
      return observe(events, {
        durationMs,
        forced: { outcome: 'timeout', reason: `ended after the limit of ${limits.timeoutMs} ms` },
      })
    case 'worker-out-of-memory':
      return outOfMemory(events, durationMs, limits)
    case 'worker-died':
      return crashed(events, durationMs, `the worker thread died: ${end.message}`)
    case 'stopped':
      return emptyObservation('unavailable', 'the run was stopped')
    case 'done':
      break
  }
  if (end.failure?.kind === 'out-of-memory') return outOfMemory(events, durationMs, limits)
  if (end.failure?.kind === 'trap') return crashed(events, durationMs, end.failure.message)
  if (end.failure) {
    const reason = `the VM failed: ${end.failure.message}`
    return {
      ...observe(events, { durationMs, forced: { outcome: 'error', reason } }),
      error: engineError(reason),
    }
  }
  const seen = observe(events, { durationMs })
  return seen.outcome === 'out-of-memory' ? { ...seen, reason: memoryReason(limits) } : seen
}

function outOfMemory(events: string[], durationMs: number, limits: Limits): Observation {
  return observe(events, { durationMs, forced: { outcome: 'out-of-memory', reason: memoryReason(limits) } })
}

function memoryReason(limits: Limits): string {
  return `needed more than the limit of ${Math.round(limits.memoryBytes / 2 ** 20)} MiB`
}

function crashed(events: string[], durationMs: number, message: string): Observation {
  const seen = observe(events, { durationMs, forced: { outcome: 'crash', reason: message } })
  return {
    ...seen,
    crash: { signal: null, address: null, signature: message, lua: [], native: [], confirmed: false },
  }
}
