import { hasRunOut, type LedgerEntry } from '../ledger/entry.js'
import type { LedgerInUse } from '../ledger/ledger.js'
import type { CaseResult, EngineResult, LedgerReview, RunResult } from './result.js'

/** What a run shows of a ledger's entries. */
export interface Reviewed extends Pick<RunResult, 'engines' | 'cutShort'> {
  cases: readonly CaseResult[]
  /** Name of the engine that the others were to be held against. */
  reference: string
  /** Engines that can run cases in other orders of `pairs`, and whether they were asked to. */
  shuffled: ReadonlyMap<string, boolean>
}

/**
 * Which entries hold no more: *stale* are those that match nothing though they could have, *expired* the others whose last
 * day is over. An entry could have matched when the run has all that it is about: its case, or for a glob all cases; its
 * engines, or for a selector all that the project usually has. Something flaky that did not show this time may yet be
 * there, so such an entry is stale only when its case is gone.
 */
export function reviewLedger(ledger: LedgerInUse, run: Reviewed): LedgerReview {
  const unused = ledger.entries.filter((entry) => !run.cases.some((result) => isUsed(entry, result, run)))
  const stale = unused.filter((entry) => couldHaveMatched(entry, ledger, run))
  const expired = ledger.entries.filter(
    (entry) => hasRunOut(entry.said, ledger.today) && !stale.includes(entry),
  )
  return {
    file: ledger.file,
    entries: ledger.entries.map(({ said }) => said),
    stale: stale.map(({ said }) => said),
    expired: expired.map(({ said }) => said),
  }
}

function isUsed(entry: LedgerEntry, { case: { id }, judgement }: CaseResult, { engines }: Reviewed): boolean {
  if (!entry.meansCase(id) || judgement.verdict.kind !== 'difference') return false
  const meant = new Set(engines.filter((engine) => entry.meansEngine(engine)).map(({ name }) => name))
  return judgement.verdict.differences.some(
    (difference) => entry.meansCause(difference.cause) && difference.engines.some((name) => meant.has(name)),
  )
}

function couldHaveMatched(entry: LedgerEntry, { allCases, allEngines }: LedgerInUse, run: Reviewed): boolean {
  if (run.cutShort !== null) return false
  const about = run.cases.filter(({ case: { id } }) => entry.meansCase(id))
  if (about.length === 0) return allCases
  if (!entry.namesOneCase && !allCases) return false
  if (!allEngines && !hasAllEngines(entry, run)) return false
  if (entry.said.cause === 'nondeterministic') return false
  const named = run.engines.filter((engine) => entry.meansEngine(engine))
  const seen = about.every((result) => named.every((engine) => hasSeen(engine, result)))
  return seen && about.some((result) => named.some((engine) => wasLookedFor(entry, engine, result, run)))
}

function hasAllEngines({ engineNames }: LedgerEntry, { engines }: Reviewed): boolean {
  return engineNames?.every((name) => engines.some((engine) => engine.name === name)) ?? false
}

function hasSeen({ name, status }: EngineResult, { observations }: CaseResult): boolean {
  return status.kind === 'ready' && observations.get(name)?.outcome !== 'unavailable'
}

// Whether the difference would have shown on this engine, were it still there.
function wasLookedFor(
  { said: { cause } }: LedgerEntry,
  { name }: EngineResult,
  { judgement, settings }: CaseResult,
  { reference, shuffled }: Reviewed,
): boolean {
  if (cause === 'crash') return true
  const isShuffled = cause === 'order-dependent' ? shuffled.get(name) : undefined
  if (isShuffled !== undefined) return isShuffled
  // Against an engine that stands in for the reference, something else differs.
  return (judgement.reference === reference && name !== reference) || settings.has(name)
}
