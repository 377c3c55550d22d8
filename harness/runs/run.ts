import type { Case, Limits } from '../cases/case.js'
import type { Engine, Project } from '../engines/engine.js'
import { EngineUnavailableError, messageOf } from '../errors.js'
import { emptyObservation, type Observation } from '../observations/observation.js'
import { judge } from '../verdicts/judge.js'
import { isGreen } from '../verdicts/verdict.js'
import type { CaseResult, EngineResult, RunResult } from './result.js'

export interface RunOptions {
  id: string
  cases: readonly Case[]
  engines: readonly Engine[]
  project: Project
  limits: Limits
  seed: number
  /** Name of the engine the others are held against. */
  reference: string
  /** Whether the user named the engines. */
  named: boolean
  /**
   * In how many further orders of `pairs` a case is run on the engines that can choose it, when it went over keys
   * that have no fixed one.
   */
  orders: number
  /** End the run at the first case that is not green. */
  bail: boolean
  /** Ends the run at once; what is finished by then is reported. */
  signal: AbortSignal
  /** Wall clock for the report, monotonic milliseconds for durations. */
  clock: { now(): Date; monotonicMs(): number }
  onEvent?: (event: RunEvent) => void
}

export type RunEvent =
  | { kind: 'engine'; engine: EngineResult }
  | { kind: 'started'; cases: number; engines: number }
  | { kind: 'observed'; engine: string; case: Case; observation: Observation }
  | { kind: 'judged'; result: CaseResult }

/**
 * The one place that drives engines: starts them, gives each its cases, has every case judged when the
 * last engine is done with it, and stops them whatever happens.
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const startedAt = options.clock.now()
  const startMs = options.clock.monotonicMs()
  const stop = new AbortController()
  const interrupt = (): void => stop.abort('interrupted')
  options.signal.addEventListener('abort', interrupt, { once: true })
  if (options.signal.aborted) interrupt()
  const stopEngines = (): Promise<unknown> =>
    Promise.allSettled(options.engines.map((engine) => engine.stop()))
  // A stop must also reach an engine that is just starting.
  stop.signal.addEventListener('abort', () => void stopEngines(), { once: true })
  try {
    const started = await Promise.all(
      options.engines.map((engine) => startEngine(engine, options, stop.signal)),
    )
    const engines = await followReference(options, started)
    const collected = new Collected(options, engines, stop)
    if (!stop.signal.aborted) {
      options.onEvent?.({
        kind: 'started',
        cases: options.cases.length,
        engines: engines.filter(isReady).length,
      })
    }
    await Promise.all(
      options.engines.map((engine, index) => drive(engine, engines[index]!, collected, options, stop.signal)),
    )
    return {
      id: options.id,
      startedAt,
      durationMs: options.clock.monotonicMs() - startMs,
      seed: options.seed,
      engines: engines.map((engine, index) => ({
        ...engine,
        incidents: options.engines[index]?.incidents?.() ?? [],
      })),
      cases: collected.results(),
      planned: options.cases.length,
      cutShort: stop.signal.aborted ? (stop.signal.reason as 'interrupted' | 'bail') : null,
    }
  } finally {
    options.signal.removeEventListener('abort', interrupt)
    await stopEngines()
  }
}

async function startEngine(engine: Engine, options: RunOptions, signal: AbortSignal): Promise<EngineResult> {
  const { name, kind, axes } = engine
  const base = {
    name,
    kind,
    axes,
    reference: name === options.reference,
    named: options.named,
    incidents: [],
  }
  let result: EngineResult
  try {
    await engine.start(options.project, signal)
    result = { ...base, status: { kind: 'ready', fingerprint: await engine.fingerprint() } }
  } catch (error) {
    if (!(error instanceof EngineUnavailableError) && !signal.aborted) throw error
    const hint = error instanceof EngineUnavailableError ? error.hint : null
    result = { ...base, status: { kind: 'unavailable', reason: messageOf(error), hint } }
  }
  options.onEvent?.({ kind: 'engine', engine: result })
  return result
}

async function drive(
  engine: Engine,
  result: EngineResult,
  collected: Collected,
  options: RunOptions,
  signal: AbortSignal,
): Promise<void> {
  if (result.status.kind === 'unavailable') {
    const { reason } = result.status
    for (const testCase of options.cases)
      collected.add(testCase, engine.name, emptyObservation('unavailable', reason))
    return
  }
  const cases = options.cases[Symbol.iterator]()
  const worker = async (): Promise<void> => {
    for (let next = cases.next(); !next.done && !signal.aborted; next = cases.next()) {
      try {
        const observation = await engine.run(next.value, options.limits)
        const others = await inOtherOrders(engine, next.value, observation, options)
        if (!signal.aborted) collected.add(next.value, engine.name, observation, others)
      } catch (error) {
        // What a stop cut off has not been observed, however it came to its end.
        if (!signal.aborted) throw error
      }
    }
  }
  await Promise.all(Array.from({ length: Math.min(engine.concurrency, options.cases.length) }, worker))
}

// What an engine takes over from the reference is part of what it is; where that one is not ready, it stays as it was.
async function followReference(
  { engines, reference }: RunOptions,
  results: readonly EngineResult[],
): Promise<EngineResult[]> {
  const followed = results.find(({ name }) => name === reference)?.status
  if (followed?.kind !== 'ready') return [...results]
  return Promise.all(
    results.map(async (result, index) => {
      const engine = engines[index]!
      if (!engine.follow || result.status.kind !== 'ready') return result
      engine.follow(followed.fingerprint)
      return { ...result, status: { kind: 'ready', fingerprint: await engine.fingerprint() } as const }
    }),
  )
}

// The control for a dependence on the order of `pairs`: the same case again, with other orders.
async function inOtherOrders(
  engine: Engine,
  testCase: Case,
  usual: Observation,
  { orders, limits }: RunOptions,
): Promise<Observation[]> {
  if (usual.iterates !== true || !engine.runInOrder) return []
  const wanted = Array.from({ length: orders }, (_, index) => index + 1)
  return Promise.all(wanted.map((order) => engine.runInOrder!(testCase, limits, order, usual)))
}

class Collected {
  readonly #options: RunOptions
  readonly #engines: readonly EngineResult[]
  readonly #stop: AbortController
  readonly #observations = new Map<Case, Map<string, Observation>>()
  readonly #controls = new Map<Case, Map<string, Observation[]>>()
  readonly #results = new Map<Case, CaseResult>()

  constructor(options: RunOptions, engines: readonly EngineResult[], stop: AbortController) {
    this.#options = options
    this.#engines = engines
    this.#stop = stop
  }

  add(testCase: Case, engine: string, observation: Observation, inOtherOrders: Observation[] = []): void {
    const controls = this.#controls.get(testCase) ?? new Map<string, Observation[]>()
    this.#controls.set(testCase, controls.set(engine, inOtherOrders))
    const observations = this.#observations.get(testCase) ?? new Map<string, Observation>()
    this.#observations.set(testCase, observations.set(engine, observation))
    this.#options.onEvent?.({ kind: 'observed', engine, case: testCase, observation })
    if (observations.size === this.#engines.length) this.#judge(testCase, observations)
  }

  results(): CaseResult[] {
    return this.#options.cases.flatMap((testCase) => this.#results.get(testCase) ?? [])
  }

  #judge(testCase: Case, observations: Map<string, Observation>): void {
    // In the engines' order, whichever was first.
    const ordered = new Map(this.#engines.map(({ name }) => [name, observations.get(name)!]))
    const controls = this.#controls.get(testCase) ?? new Map()
    const judgement = judge(testCase, ordered, this.#engines, this.#options.reference, controls)
    const result = { case: testCase, observations: ordered, judgement }
    this.#results.set(testCase, result)
    this.#options.onEvent?.({ kind: 'judged', result })
    if (this.#options.bail && !isGreen(judgement)) this.#stop.abort('bail')
  }
}

function isReady({ status }: EngineResult): boolean {
  return status.kind === 'ready'
}
