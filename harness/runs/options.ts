import type { Case, Limits } from '../cases/case.js'
import type { Engine, Project } from '../engines/engine.js'
import type { LedgerInUse } from '../ledger/ledger.js'
import type { Observation } from '../observations/observation.js'
import type { ExplainOptions } from './laboratory.js'
import type { CaseResult, EngineResult } from './result.js'

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
  /** How many engines with processes of their own (containers above all) are there at a time; `ENGINES_AT_ONCE`. */
  enginesAtOnce?: number
  /** How causes of differences are looked for; without it they are not. */
  explain?: ExplainOptions
  /** End the run at the first case that is not green. */
  bail: boolean
  /** Differences that the project accepts. */
  ledger?: LedgerInUse | null
  /** Ends the run at once; what is finished by then is reported. */
  signal: AbortSignal
  /** Wall clock for the report, monotonic milliseconds for durations. */
  clock: { now(): Date; monotonicMs(): number }
  onEvent?: (event: RunEvent) => void
}

export type RunEvent =
  /** How much there is to do, if every engine can run. */
  | { kind: 'started'; cases: number; engines: number }
  /** An engine is ready, or is not. */
  | { kind: 'engine'; engine: EngineResult }
  | { kind: 'observed'; engine: string; case: Case; observation: Observation }
  /** A case, a spec file, was found to hold so many. */
  | { kind: 'split'; cases: number }
  /** All cases have been run; of so many the causes are looked for. */
  | { kind: 'explaining'; cases: number }
  | { kind: 'judged'; result: CaseResult }

/** Why a run ends before everything is done; the reason with which its signal aborts. */
export type CutShort = 'interrupted' | 'bail'

/** The same in words, for what has not been run. */
export function cutShortText(reason: CutShort): string {
  return reason === 'bail' ? 'the run ended at the first failure (--bail)' : 'the run was interrupted'
}
