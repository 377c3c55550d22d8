import type { NamedEngine } from '../cases/engine-terms.js'
import { type Standing, splitDifference } from '../verdicts/split.js'
import type { Cause, Difference, Judgement } from '../verdicts/verdict.js'
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
    return splitDifference(difference, (name) => {
      const engine = byName.get(name)!
      const causes = causesOf(difference, name, verdict.differences)
      const meant = about.filter(
        (entry) =>
          causes.some((known) => entry.meansCause(known)) ||
          (cause === 'open' && difference.cause.kind === 'unexplained'),
      )
      return standingOf(
        meant.filter((entry) => entry.meansEngine(engine)),
        today,
      )
    })
  })
  return { ...judgement, verdict: { ...verdict, differences } }
}

/** Whether a difference only says what a crash comes with, as far as that could be found out. */
export function isAboutCrash({ aspect, cause }: Difference): boolean {
  return aspect === 'crash' && cause.kind !== 'crash'
}

// Whoever accepts a crash accepts what it comes with: which axes these are depends on the images of the machine.
function causesOf(difference: Difference, engine: string, all: readonly Difference[]): Cause[] {
  if (!isAboutCrash(difference)) return [difference.cause]
  const crashes = all.filter(({ cause, engines }) => cause.kind === 'crash' && engines.includes(engine))
  return crashes.map(({ cause }) => cause)
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
