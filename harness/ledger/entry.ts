import picomatch from 'picomatch'
import type { NamedEngine } from '../cases/engine-terms.js'
import type { Cause } from '../verdicts/verdict.js'
import { isName, meansAny, readEngines } from './engines.js'
import type { Acceptance } from './schema.js'

/** An entry of the ledger, understood. */
export interface LedgerEntry {
  /** As it is written. */
  said: Acceptance
  /** Whether it is about one case, rather than about all that a glob matches. */
  namesOneCase: boolean
  /** The engines that it names; null where it selects some. */
  engineNames: readonly string[] | null
  meansCase(id: string): boolean
  meansEngine(engine: NamedEngine): boolean
  meansCause(cause: Cause): boolean
}

/** Understands an entry that fits the schema. */
export function ledgerEntry(said: Acceptance): LedgerEntry {
  const matches = picomatch(said.case, { dot: true })
  const terms = readEngines(said.engine)
  return {
    said,
    namesOneCase: !picomatch.scan(said.case).isGlob,
    engineNames: terms.every(isName) ? terms : null,
    // A path may hold what would be special in a glob.
    meansCase: (id) => id === said.case || matches(id),
    meansEngine: (engine) => meansAny(terms, engine),
    meansCause: (cause) => isMeant(said, cause),
  }
}

/** Whether the entry's last day is over; `today` is a day as `2027-01-31`. */
export function hasRunOut({ until }: Acceptance, today: string): boolean {
  return until !== undefined && until < today
}

function isMeant({ cause: kind, rule, signature }: Acceptance, cause: Cause): boolean {
  if (kind !== cause.kind) return false
  if (cause.kind === 'dialect') return rule === undefined || rule === cause.rule
  return cause.kind !== 'crash' || signature === cause.signature
}
