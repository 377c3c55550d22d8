import { Collected } from './collected.js'
import { EngineRun } from './engine-run.js'
import type { Laboratory } from './laboratory.js'
import type { CutShort, RunOptions } from './options.js'
import type { RunResult } from './result.js'
import { type Reviewed, reviewLedger } from './review-ledger.js'

export type { RunEvent, RunOptions } from './options.js'

/**
 * Engines with processes of their own that are there at a time. Each has as many cases at once as there are processors,
 * so that one would do; the second is at work while the first starts or comes to its last cases.
 */
const ENGINES_AT_ONCE = 2

/**
 * The one place that drives engines: starts each when its turn comes, the reference first, gives it the cases, has every
 * case judged when the last engine is done with it, and stops them whatever happens.
 */
export async function run(options: RunOptions): Promise<RunResult> {
  const startedAt = options.clock.now()
  const startMs = options.clock.monotonicMs()
  const stop = new AbortController()
  const interrupt = (): void => stop.abort('interrupted' satisfies CutShort)
  const engines = options.engines.map((engine) => new EngineRun(engine, options, stop.signal))
  const stopEngines = (): Promise<unknown> => Promise.allSettled(engines.map((engine) => engine.stop()))
  // A stop must also reach an engine that is just starting.
  stop.signal.addEventListener('abort', () => void stopEngines(), { once: true })
  options.signal.addEventListener('abort', interrupt, { once: true })
  if (options.signal.aborted) interrupt()
  const collected = new Collected(options, engines, stop)
  let laboratory = null as Laboratory | null
  try {
    if (!stop.signal.aborted)
      options.onEvent?.({ kind: 'started', cases: options.cases.length, engines: engines.length })
    await runAll(engines, collected, options)
    const { explain } = options
    if (explain && !stop.signal.aborted) {
      await collected.explain(async () => {
        const { Laboratory } = await import('./laboratory.js')
        laboratory = new Laboratory(options, explain, engines, stop.signal)
        return laboratory
      })
    }
    if (stop.signal.aborted) collected.close()
    const seen = {
      engines: engines.map((engine) => engine.result()),
      cases: collected.results(),
      cutShort: stop.signal.aborted ? (stop.signal.reason as CutShort) : null,
    }
    return {
      ...seen,
      id: options.id,
      startedAt,
      durationMs: options.clock.monotonicMs() - startMs,
      seed: options.seed,
      planned: collected.planned,
      ledger: options.ledger ? reviewLedger(options.ledger, reviewable(seen, options)) : null,
    }
  } catch (defect) {
    // No further engine is to be started.
    interrupt()
    throw defect
  } finally {
    options.signal.removeEventListener('abort', interrupt)
    await Promise.all([stopEngines(), laboratory?.stop()])
  }
}

function reviewable(
  seen: Pick<RunResult, 'engines' | 'cases' | 'cutShort'>,
  { engines, reference, orders }: RunOptions,
): Reviewed {
  const able = engines.filter(({ runInOrder }) => runInOrder !== undefined)
  return { ...seen, reference, shuffled: new Map(able.map(({ name }) => [name, orders > 0])) }
}

// The engines in this process run together, as they share its threads; beside them the others take turns, the reference
// first, then those with the most to do, so that none of these is left alone at the end.
async function runAll(
  engines: readonly EngineRun[],
  collected: Collected,
  { reference: wanted, enginesAtOnce = ENGINES_AT_ONCE, explain }: RunOptions,
): Promise<void> {
  const reference = engines.find(({ name }) => name === wanted)
  const ready = reference?.ready ?? Promise.resolve(null)
  const together = engines.filter(({ takesTurns }) => !takesTurns)
  const inTurns = engines.filter(({ takesTurns }) => takesTurns)
  const rank = (engine: EngineRun): number => (engine === reference ? Number.POSITIVE_INFINITY : engine.runs)
  const queue = [...inTurns].sort((a, b) => (rank(a) < rank(b) ? 1 : rank(a) > rank(b) ? -1 : 0)).values()
  let waiting = inTurns.length
  // The last ones stay until the causes are found, so that they need not be started again.
  const mayStay = (): boolean => explain !== undefined && waiting === 0
  const place = async (): Promise<void> => {
    for (const engine of queue) {
      waiting--
      await engine.run(collected, ready, mayStay)
    }
  }
  await Promise.all([
    ...Array.from({ length: Math.min(enginesAtOnce, inTurns.length) }, place),
    ...together.map((engine) => engine.run(collected, ready)),
  ])
}
