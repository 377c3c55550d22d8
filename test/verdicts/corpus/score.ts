import type { Report } from '../../../harness/reports/schema.js'
import type { LabelledCase, Truth } from './read.js'

type CaseReport = Report['cases'][number]
type CauseReport = Extract<CaseReport['verdict'], { kind: 'difference' }>['differences'][number]['cause']

/** How what Luaparity says of a case stands to the truth. */
export interface Score {
  id: string
  /** The same causes (with the same rules), and the same engines that differ. */
  right: boolean
  truth: Side
  given: Side
  /** All engines agree, it says, and they do not. */
  falselyAgrees: boolean
  /** Engines differ, it says, and they agree. */
  falselyDiffers: boolean
  /** Causes given that no control run has confirmed. */
  unproven: string[]
}

/** Causes as `jit` or `dialect goto-statement`, and the engines that do otherwise, both sorted. */
interface Side {
  causes: string[]
  engines: string[]
}

/** Holds the verdict on a case against its truth. `engines`: those of the run, without the reference. */
export function score(labelled: LabelledCase, report: CaseReport, engines: readonly string[]): Score {
  const { verdict } = report
  const differences = verdict.kind === 'difference' ? verdict.differences : []
  const truth: Side = {
    causes: distinct(labelled.truths.map(truthText)),
    engines: distinct(labelled.truths.flatMap((line) => enginesOf(line, engines))),
  }
  const given: Side = {
    causes:
      verdict.kind === 'undecided'
        ? ['undecided']
        : distinct(differences.map(({ cause }) => causeText(cause))),
    engines: distinct(differences.flatMap((difference) => difference.engines)),
  }
  return {
    id: labelled.id,
    right:
      same(truth, given) &&
      hasSignals(
        labelled,
        differences.map(({ cause }) => cause),
      ),
    truth,
    given,
    falselyAgrees: verdict.kind === 'agree' && labelled.truths.length > 0,
    falselyDiffers: verdict.kind === 'difference' && labelled.truths.length === 0,
    unproven: distinct(
      differences.flatMap(({ cause }) => (cause.confidence === 'confirmed' ? [] : causeText(cause))),
    ),
  }
}

/** Scores in figures. */
export interface Tally {
  cases: number
  right: number
  /** Dialect rules in the truths, and those of them that were given. */
  rules: { all: number; right: number }
  falselyAgree: string[]
  falselyDiffer: string[]
  /** How often a cause of the row's kind was given as one of the column's. */
  confusion: { rows: string[]; columns: string[]; count: (row: string, column: string) => number }
}

export function tally(scores: readonly Score[]): Tally {
  const pairs = scores.flatMap(({ truth, given }) => pair(truth.causes, given.causes))
  const rules = scores.flatMap(({ truth, given }) =>
    truth.causes.filter(isRule).map((cause) => given.causes.includes(cause)),
  )
  return {
    cases: scores.length,
    right: scores.filter(({ right }) => right).length,
    rules: { all: rules.length, right: rules.filter(Boolean).length },
    falselyAgree: scores.filter((one) => one.falselyAgrees).map(({ id }) => id),
    falselyDiffer: scores.filter((one) => one.falselyDiffers).map(({ id }) => id),
    confusion: {
      rows: distinct(pairs.map(([row]) => row)),
      columns: distinct(pairs.map(([, column]) => column)),
      count: (row, column) => pairs.filter(([r, c]) => r === row && c === column).length,
    },
  }
}

// Each cause of the truth with what was given for it; what is left over on either side goes with "nothing".
function pair(truth: readonly string[], given: readonly string[]): [string, string][] {
  if (truth.length === 0 && given.length === 0) return [['agree', 'agree']]
  const found = truth.filter((cause) => given.includes(cause))
  const missed = truth.filter((cause) => !found.includes(cause))
  const instead = given.filter((cause) => !found.includes(cause))
  const pairs = found.map((cause): [string, string] => [kindOf(cause), kindOf(cause)])
  for (let i = 0; i < Math.max(missed.length, instead.length); i++) {
    const [row, column] = [missed[i], instead[i]]
    const otherRule = row !== undefined && column !== undefined && isRule(row) && isRule(column)
    pairs.push([
      row === undefined ? (truth.length === 0 ? 'agree' : 'nothing more') : kindOf(row),
      otherRule
        ? 'another rule'
        : column === undefined
          ? given.length === 0
            ? 'agree'
            : 'nothing more'
          : kindOf(column),
    ])
  }
  return pairs
}

function enginesOf(truth: Truth, engines: readonly string[]): readonly string[] {
  return truth.engines.includes('*') ? engines : truth.engines
}

function truthText({ cause, rule }: Truth): string {
  return rule === null ? cause : `${cause} ${rule}`
}

function causeText(cause: CauseReport): string {
  return cause.kind === 'dialect' ? `${cause.kind} ${cause.rule}` : cause.kind
}

function hasSignals({ truths }: LabelledCase, causes: readonly CauseReport[]): boolean {
  return truths.every(
    ({ signal }) =>
      signal === null || causes.some((cause) => cause.kind === 'crash' && cause.signature.startsWith(signal)),
  )
}

function kindOf(cause: string): string {
  return cause.split(' ')[0]!
}

function isRule(cause: string): boolean {
  return kindOf(cause) === 'dialect'
}

function same(a: Side, b: Side): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function distinct(texts: readonly string[]): string[] {
  return [...new Set(texts)].sort()
}
