import type { LedgerEntry } from './entry.js'

/** The accepted differences of a project. */
export interface Ledger {
  /** Path of the file, as the configuration has it. */
  file: string
  entries: readonly LedgerEntry[]
}

/** A ledger with what decides which of its entries hold in a run. */
export interface LedgerInUse extends Ledger {
  /** The day of the run (UTC), as `2027-01-31`. */
  today: string
  /** Whether the run has all cases of the project; an entry may be about one that it has not. */
  allCases: boolean
  /** Whether the run has the engines that the project usually has. */
  allEngines: boolean
}
