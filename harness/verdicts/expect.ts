import { isSelector, meansEngine } from '../cases/engine-terms.js'
import type { CrashExpectation, Expectation, OutcomeExpectation } from '../cases/expectations.js'
import type { Participant } from './participant.js'
import { splitDifference } from './split.js'
import type { Difference } from './verdict.js'

export interface MetExpectations {
  /** The differences, those that are expected marked as accepted. */
  accepted: Difference[]
  /** Expectations that do not hold, in words. */
  unmet: string[]
  /** Engines whose outcome other than pass is expected. */
  excused: Set<string>
}

/** What the engines were held against: the engine, and the name of the one it should have been. */
export interface HeldAgainst {
  base: Participant | null
  reference: string
}

/**
 * Holds a script's `-- expect:` lines against what was seen. Engines that are not in the run, or were
 * unavailable, are not asked.
 * A difference is accepted only for the engines that are expected to differ, so that one expected
 * engine does not cover for another, a crash only by an expected crash, and by an expected outcome only
 * that the outcomes differ.
 */
export function meetExpectations(
  expectations: readonly Expectation[],
  sides: readonly Participant[],
  against: HeldAgainst,
  differences: readonly Difference[],
): MetExpectations {
  const unmet: string[] = []
  const excused = new Set<string>()
  const expected: Record<Expectation['kind'], Map<string, string>> = {
    crash: new Map(),
    outcome: new Map(),
    difference: new Map(),
  }
  for (const expectation of expectations) {
    const line = `-- expect: ${expectation.text}`
    for (const side of sides) {
      const terms = termsFor(expectation, side)
      if (terms.length === 0 && expectation.engines.length > 0) continue
      const { name } = side
      expected[expectation.kind].set(name, line)
      // Nothing differs from itself, so a selector does not ask that of the reference; its name would.
      if (expectation.kind === 'difference' && isReference(side, against) && terms.every(isSelector)) continue
      // What may crash and did not is to do as the others do.
      if (isSometimes(expectation) && side.observation.outcome !== 'crash') continue
      if (expectation.kind !== 'difference' || side === against.base) excused.add(name)
      if (expectation.kind === 'difference' && isOdd(expectation, against)) continue
      const problem = check(expectation, side, differences)
      if (problem) unmet.push(`line ${expectation.line} says "${line}", but ${problem}`)
    }
  }
  const accepted = differences.flatMap((difference) => {
    const lines = covering(difference, expected)
    return splitDifference(difference, (engine) => {
      const acceptedBy = lines.get(engine)
      return acceptedBy === undefined ? {} : { accepted: true, acceptedBy }
    })
  })
  return { accepted, unmet, excused }
}

/** Engines that a script expects to differ from the reference, whichever that is. */
export function expectedToDiffer(
  expectations: readonly Expectation[],
  sides: readonly Participant[],
): Set<string> {
  const differing = expectations.filter(({ kind }) => kind === 'difference')
  const odd = sides.filter((side) => differing.some((expectation) => termsFor(expectation, side).length > 0))
  return new Set(odd.map(({ name }) => name))
}

function termsFor({ engines }: Expectation, { engine }: Participant): string[] {
  return engines.filter((term) => meansEngine(term, engine))
}

function isReference(side: Participant, { base, reference }: HeldAgainst): boolean {
  return side === base && side.name === reference
}

// Against an engine that is itself expected to differ (from a reference that is not there), a difference is no surprise,
// and neither is agreement.
function isOdd(expectation: Expectation, against: HeldAgainst): boolean {
  const { base } = against
  if (base === null) return false
  const terms = termsFor(expectation, base)
  return isReference(base, against) ? !terms.every(isSelector) : terms.length > 0
}

function isSometimes(expectation: Expectation): boolean {
  return expectation.kind === 'crash' && expectation.sometimes
}

function check(
  expectation: Expectation,
  side: Participant,
  differences: readonly Difference[],
): string | null {
  switch (expectation.kind) {
    case 'difference':
      return checkDifference(side, differences)
    case 'crash':
      return checkCrash(expectation, side)
    case 'outcome':
      return checkOutcome(expectation, side)
  }
}

function checkDifference(
  { name, observation }: Participant,
  differences: readonly Difference[],
): string | null {
  if (observation.outcome === 'crash') return `${name} crashed`
  const compared = differences.filter(({ aspect }) => aspect !== 'crash')
  if (compared.some(({ engines }) => engines.includes(name))) return null
  return `${name} agrees`
}

function checkCrash(expectation: CrashExpectation, { name, observation, runs }: Participant): string | null {
  if (observation.outcome !== 'crash') return `${name} ended with ${observation.outcome}`
  const wanted = expectation.signal
  if (wanted === null) return null
  const signals = runs.flatMap((run) =>
    run.observation.outcome === 'crash' ? [run.observation.crash?.signal ?? null] : [],
  )
  const other = signals.find((signal) => signal !== wanted)
  return other === undefined ? null : `${name} crashed with ${other ?? 'no signal'}, not ${wanted}`
}

function checkOutcome(expectation: OutcomeExpectation, { name, observation }: Participant): string | null {
  return observation.outcome === expectation.outcome ? null : `${name} ended with ${observation.outcome}`
}

// Engines for which the script expects a difference of this sort, and the line that says so.
function covering(
  { aspect }: Difference,
  expected: Readonly<Record<Expectation['kind'], ReadonlyMap<string, string>>>,
): ReadonlyMap<string, string> {
  if (aspect === 'crash') return expected.crash
  if (aspect === 'outcome') return new Map([...expected.outcome, ...expected.difference])
  return expected.difference
}
