import type { Outcome } from '../observations/observation.js'
import {
  type AxisCause,
  type Cause,
  type CauseKind,
  type Confidence,
  isGreen,
  type Judgement,
} from './verdict.js'

/*
 * Which outcome, cause or judgement wins over which: every such order is in this file, and each list begins with what wins.
 */

/**
 * Outcomes of one case on one engine: the one that says most stands for several. A crash, which no script should be able to
 * cause; what cut the case off, so that the rest was not seen, memory before time, as more time would not have helped; an
 * error before a failed assertion, as it ended the test at a place that nobody thought of; then what did not take place at
 * all, by the script's needs, for want of the test, by the engine's fault, by its author's wish. A pass stands only for passes.
 */
const OUTCOMES = [
  'crash',
  'out-of-memory',
  'timeout',
  'error',
  'fail',
  'unsupported',
  'missing',
  'unavailable',
  'pending',
  'pass',
] as const satisfies readonly Outcome[]

/** The outcome that stands for both. */
export function worse(a: Outcome, b: Outcome): Outcome {
  return firstOf(OUTCOMES, a, b)
}

/** The outcome that stands for all; `pass` for none. */
export function worst(outcomes: Iterable<Outcome>): Outcome {
  return [...outcomes].reduce(worse, 'pass')
}

/**
 * Runs under several settings of one engine. Nothing covers for a crash. What came out otherwise than under the first
 * setting comes before what was not to be had, which says nothing of the script; that comes before what came out alike,
 * or nobody would know that a setting was not seen.
 */
const STANDINGS = ['crash', 'differs', 'unavailable', 'alike'] as const

/** A run under one setting, and whether something other came out than under the first that can be compared. */
export interface Standing {
  outcome: Outcome
  differs: boolean
}

/** The run that stands for them all: of those that differ one with the worst outcome, else the first. There is at least one. */
export function standingForAll<T extends Standing>(runs: readonly T[]): T {
  const rank = ({ outcome, differs }: T): number[] => {
    const gone = outcome === 'crash' || outcome === 'unavailable'
    const standing = gone ? outcome : differs ? 'differs' : 'alike'
    return [STANDINGS.indexOf(standing), standing === 'differs' ? OUTCOMES.indexOf(outcome) : 0]
  }
  return runs.reduce((best, run) => (compareRanks(rank(run), rank(best)) < 0 ? run : best))
}

/** A control run showed it; nothing else was changed, and that once; it was seen once. */
const CONFIDENCES = ['confirmed', 'likely', 'unconfirmed'] as const satisfies readonly Confidence[]

/**
 * Which axis is named where each by itself makes the difference go: the one that says most. The JIT compiler off leaves out
 * one part of the VM; another release is another everything, and another architecture even more.
 */
export const AXIS_CAUSES = [
  'jit',
  'gc',
  'build',
  'embedder',
  'space',
  'release',
  'arch',
] as const satisfies readonly AxisCause[]

/**
 * Causes that are equally sure:
 * - `crash`: nothing covers for one.
 * - `limits`: what was cut off has no end that could differ for another reason.
 * - `host`: other answers to the same calls make everything behind them differ.
 * - `order-dependent`: shown on one engine alone. Any other VM, release or collector has another order, so that each of these
 *   seems to be the cause as well.
 * - the axes: only native engines have them, and these speak one dialect.
 * - `dialect`: shown by taking it away.
 * - `nondeterministic`: only seen beside the difference, as an engine's own unrest.
 * - `unexplained`: nothing was shown.
 */
const CAUSES = [
  'crash',
  'limits',
  'host',
  'order-dependent',
  ...AXIS_CAUSES,
  'dialect',
  'nondeterministic',
  'unexplained',
] as const satisfies readonly CauseKind[]

/**
 * The cause that is named when both were found for one difference. A crash wins, and anything over no explanation; then the
 * surer, as a cause that was shown by taking it away beats one that was only seen beside the difference: a script that loops
 * for ever because of an integer is a matter of dialect, once that is shown, though it came to a limit. Then the kind; and
 * the text of the causes, so that it does not matter which was found first.
 */
export function stronger(a: Cause, b: Cause): Cause {
  return compareRanks(rankOfCause(b), rankOfCause(a)) < 0 ? b : a
}

/** The cause that is named of all that were found for one difference; `unexplained` when none was. */
export function strongest(causes: Iterable<Cause>): Cause {
  return [...causes].reduce(stronger, { kind: 'unexplained', confidence: 'unconfirmed' })
}

/** What one case comes to. */
export type CaseState = (typeof CASE_STATES)[number]

/**
 * What needs somebody's attention first. Before all, that the script's own expectations do not hold, as they say what was
 * thought to be known; a crash before a difference, a difference before a failure that all engines share. What was not seen
 * comes behind what was seen and is wrong, and before everything that would be green.
 */
const CASE_STATES = [
  'unmet',
  'crash',
  'difference',
  'failure',
  'undecided',
  'lost',
  'accepted-crash',
  'accepted-difference',
  'alone',
  'agree',
] as const

/** What a case comes to, `lost` when an engine that was there did not see it through. */
export function caseState(judgement: Judgement, { lost }: { lost: boolean }): CaseState {
  const states: CaseState[] = [verdictState(judgement)]
  if (judgement.unmet.length > 0) states.push('unmet')
  if (lost) states.push('lost')
  return states.reduce((a, b) => firstOf(CASE_STATES, a, b))
}

/** Interrupted; something is wrong; something was not seen; nothing is wrong. */
const EXIT_CODES = [130, 1, 3, 0] as const

export type ExitCode = (typeof EXIT_CODES)[number]

/** The exit code that stands for all; 0 for none. */
export function worstExitCode(codes: Iterable<ExitCode>): ExitCode {
  return [...codes].reduce<ExitCode>((a, b) => firstOf(EXIT_CODES, a, b), 0)
}

/** The exit code of a run with one case that comes to this. */
export function exitCodeOfState(state: CaseState): ExitCode {
  switch (state) {
    case 'unmet':
    case 'crash':
    case 'difference':
    case 'failure':
      return 1
    case 'undecided':
    case 'lost':
      return 3
    case 'accepted-crash':
    case 'accepted-difference':
    case 'alone':
    case 'agree':
      return 0
  }
}

function verdictState(judgement: Judgement): CaseState {
  const { verdict, failures } = judgement
  switch (verdict.kind) {
    case 'undecided':
      return 'undecided'
    case 'agree':
      if (failures.length > 0) return 'failure'
      return verdict.compared.length > 1 ? 'agree' : 'alone'
    case 'difference': {
      const isCrash = verdict.differences.some(({ cause }) => cause.kind === 'crash')
      const kind = isCrash ? 'crash' : 'difference'
      return isGreen(judgement) ? `accepted-${kind}` : kind
    }
  }
}

function rankOfCause(cause: Cause): (number | string)[] {
  const { kind, confidence } = cause
  const apart = kind === 'crash' ? 0 : kind === 'unexplained' ? 2 : 1
  return [apart, CONFIDENCES.indexOf(confidence), CAUSES.indexOf(kind), JSON.stringify(cause)]
}

function firstOf<T>(order: readonly T[], a: T, b: T): T {
  return order.indexOf(b) < order.indexOf(a) ? b : a
}

// The first part in which two ranks differ decides; both have the same kinds of parts.
function compareRanks(a: readonly (number | string)[], b: readonly (number | string)[]): number {
  const at = a.findIndex((part, index) => part !== b[index])
  return at < 0 ? 0 : a[at]! < b[at]! ? -1 : 1
}
