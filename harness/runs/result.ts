import type { Case } from '../cases/case.js'
import type { EngineKind, Fingerprint } from '../engines/engine.js'
import type { Axes } from '../engines/native/axes.js'
import { ledgerReason } from '../ledger/apply.js'
import type { Acceptance } from '../ledger/schema.js'
import type { Observation } from '../observations/observation.js'
import {
  type CaseState,
  caseState,
  type ExitCode,
  exitCodeOfState,
  worstExitCode,
} from '../verdicts/lattice.js'
import type { SettingResult } from '../verdicts/settings.js'
import { isGreen, type Judgement } from '../verdicts/verdict.js'

/** How long an engine took, in wall-clock milliseconds, with whatever ran beside it. */
export interface EngineTiming {
  /** From the call of `start`, which starts a container, to the fingerprint. */
  startMs: number
  /** From the first case to the last. */
  runMs: number
  /** Cases that it was done with in that time. */
  cases: number
}

/** Whether an engine could run cases. */
export type EngineStatus =
  | { kind: 'ready'; fingerprint: Fingerprint }
  | { kind: 'unavailable'; reason: string; hint: string | null }
  /** The run was over before; `reason` says how. */
  | { kind: 'not-started'; reason: string }

/** How an engine took part in a run. */
export interface EngineResult {
  name: string
  kind: EngineKind
  axes: Axes | null
  reference: boolean
  /** Whether the user named it, so that its absence is an error. */
  named: boolean
  /** What went wrong with it on the way and was made good. */
  incidents: readonly string[]
  status: EngineStatus
  /** Null for one that was never ready. */
  timing: EngineTiming | null
}

/** Whether it runs on an emulated processor, as far as it says so. */
export function isEmulated({ status }: EngineResult): boolean {
  return status.kind === 'ready' && status.fingerprint.emulated === true
}

/** One case with what every engine saw and the judgement on it. */
export interface CaseResult {
  case: Case
  observations: Map<string, Observation>
  judgement: Judgement
  /** By engine, for those that tried several settings. */
  settings: ReadonlyMap<string, readonly SettingResult[]>
}

export interface RunResult {
  id: string
  startedAt: Date
  durationMs: number
  seed: number
  engines: EngineResult[]
  /** In the order of the cases; only those that every engine is done with whose turn came. */
  cases: CaseResult[]
  /** Cases planned; more than `cases` holds when the run was cut short. */
  planned: number
  /** Why it was cut short. */
  cutShort: 'interrupted' | 'bail' | null
  /** What has become of the project's ledger; null where there is none. */
  ledger: LedgerReview | null
}

/** A ledger as far as a run has shown what is left of it. */
export interface LedgerReview {
  /** Path of the file, as the configuration has it. */
  file: string
  entries: readonly Acceptance[]
  /** Those that match nothing any more, though they could have in this run; they fail it. */
  stale: readonly Acceptance[]
  /** The others whose last day is over: they accept nothing any more. */
  expired: readonly Acceptance[]
}

/**
 * Engines that were ready, or would have been asked, and did not see the case through: it is not green, whatever the
 * others did.
 */
export function lostEngines({ observations }: CaseResult, engines: readonly EngineResult[]): string[] {
  return engines
    .filter(
      ({ name, status }) =>
        status.kind !== 'unavailable' && observations.get(name)?.outcome === 'unavailable',
    )
    .map(({ name }) => name)
}

/** What a case comes to, as the verdict's cell and the exit code say it. */
export function stateOf(result: CaseResult, engines: readonly EngineResult[]): CaseState {
  return caseState(result.judgement, { lost: lostEngines(result, engines).length > 0 })
}

export interface Summary {
  cases: number
  agree: number
  differences: number
  accepted: number
  acceptedByLedger: number
  failures: number
  crashes: number
  /** Tests that their author has put off, on some engine. */
  pending: number
  unavailable: number
}

/**
 * Counts of cases: `differences` includes the accepted ones, these include those that the ledger accepts, wholly or in
 * part; `unavailable` counts cases some engine did not see.
 */
export function summarise({ cases }: RunResult): Summary {
  const count = (wanted: (result: CaseResult) => boolean): number => cases.filter(wanted).length
  const outcomes = (result: CaseResult): string[] =>
    [...result.observations.values()].map(({ outcome }) => outcome)
  return {
    cases: cases.length,
    agree: count(({ judgement }) => judgement.verdict.kind === 'agree'),
    differences: count(({ judgement }) => judgement.verdict.kind === 'difference'),
    accepted: count(({ judgement }) => judgement.verdict.kind === 'difference' && isGreen(judgement)),
    acceptedByLedger: count(({ judgement }) => isGreen(judgement) && isAcceptedByLedger(judgement)),
    failures: count(({ judgement }) => judgement.failures.length > 0 || judgement.unmet.length > 0),
    crashes: count((result) => outcomes(result).includes('crash')),
    pending: count((result) => outcomes(result).includes('pending')),
    unavailable: count((result) => outcomes(result).includes('unavailable')),
  }
}

/** Whether the ledger accepts anything of a case. */
export function isAcceptedByLedger({ verdict }: Judgement): boolean {
  return (
    verdict.kind === 'difference' &&
    verdict.differences.some((difference) => ledgerReason(difference) !== null)
  )
}

/**
 * The exit code: 130 interrupted; 1 a difference, failure or crash that is not accepted, or a stale entry of the ledger;
 * 3 an engine
 * that was asked for is unavailable, or was lost while it ran, or a case has no result; 0 otherwise.
 */
export function exitCodeOf(result: RunResult, options: { requireEngines: boolean }): ExitCode {
  const codes = result.cases.map((caseResult) => exitCodeOfState(stateOf(caseResult, result.engines)))
  if (result.cutShort === 'interrupted') codes.push(130)
  if ((result.ledger?.stale.length ?? 0) > 0) codes.push(1)
  const missing = result.engines.some(
    ({ status, named }) => status.kind !== 'ready' && (named || options.requireEngines),
  )
  const unseen = result.cases.length < result.planned
  if (missing || unseen) codes.push(3)
  return worstExitCode(codes)
}
