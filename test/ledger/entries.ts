import { ledgerEntry } from '../../harness/ledger/entry.js'
import type { LedgerInUse } from '../../harness/ledger/ledger.js'
import type { Acceptance } from '../../harness/ledger/schema.js'

/** An entry for lua54 in a.lua, of an unexplained difference. */
export function anEntry(changes: Partial<Acceptance> = {}): Acceptance {
  return { case: 'a.lua', engine: 'lua54', cause: 'unexplained', reason: 'only the log shows it', ...changes }
}

/** The ledger of a run over all of the project on the first day of 2027. */
export function aLedger(
  accepted: readonly Acceptance[],
  changes: Partial<Omit<LedgerInUse, 'entries'>> = {},
): LedgerInUse {
  return {
    file: 'luaparity.ledger.json',
    today: '2027-01-01',
    allCases: true,
    allEngines: true,
    ...changes,
    entries: accepted.map(ledgerEntry),
  }
}
