import type { NamedEngine } from '../cases/engine-terms.js'
import { type Standing, splitDifference } from '../verdicts/split.js'
import type { Difference, Judgement } from '../verdicts/verdict.js'
import { hasRunOut, type LedgerEntry } from './entry.js'
import type { LedgerInUse } from './ledger.js'

const BY_LEDGER = 'ledger: '

/**
 * A judgement with the differences accepted that the ledger accepts, engine by engine, where the script itself does not
 * expect them. While a cause is still *open*, what is unexplained so far is accepted by an entry for any cause. What fails on the engine that the others are held against is no difference, and stays as it is.
 */
export function applyLedger(
  judgement: Judgement,
  caseId: string,
  engines: readonly NamedEngine[],
  { entries, today }: Pick<LedgerInUse, 'entries' | 'today'>,
  cause: 'known' | 'open' = 'known',
): Judgement {
  const { verdict } = judgement
  const about = entries.filter((entry) => entry.meansCase(caseId))
  if (verdict.kind !== 'difference' || about.length === 0) return judgement
  const byName = new Map(engines.map((engine) => [engine.name, engine]))
  const differences = verdict.differences.flatMap((difference) => {
    if (difference.accepted) return [difference]
    const meant = about.filter(
      (entry) =>
        entry.meansCause(difference.cause) || (cause === 'open' && difference.cause.kind === 'unexplained'),
    )
    return splitDifference(difference, (name) => {
      const engine = byName.get(name)!
      return standingOf(
        meant.filter((entry) => entry.meansEngine(engine)),
        today,
      )
    })
  })
  return { ...judgement, verdict: { ...verdict, differences } }
}

/** The reason for which the ledger accepts a difference; null for one that it does not accept. */
export function ledgerReason({ acceptedBy }: Pick<Difference, 'acceptedBy'>): string | null {
  return acceptedBy?.startsWith(BY_LEDGER) ? acceptedBy.slice(BY_LEDGER.length) : null
}

function standingOf(entries: readonly LedgerEntry[], today: string): Standing {
  const valid = entries.find(({ said }) => !hasRunOut(said, today))
  if (valid) return { accepted: true, acceptedBy: `${BY_LEDGER}${valid.said.reason}` }
  const over = entries[0]?.said
  return over
    ? { ranOut: `accepted by the ledger until ${over.until}, which has passed: ${over.reason}` }
    : {}
}
