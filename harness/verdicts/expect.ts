import type { CrashExpectation, Expectation, OutcomeExpectation } from '../cases/expectations.js'
import type { Side } from './compare.js'
import type { Difference } from './verdict.js'

export interface MetExpectations {
  /** The differences, those that are expected marked as accepted. */
  accepted: Difference[]
  /** Expectations that do not hold, in words. */
  unmet: string[]
  /** Engines whose outcome other than pass is expected. */
  excused: Set<string>
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
  sides: readonly Side[],
  base: string | null,
  differences: readonly Difference[],
): MetExpectations {
  const seen = new Map(sides.map((side) => [side.name, side]))
  const unmet: string[] = []
  const excused = new Set<string>()
  const expected: Record<Expectation['kind'], Map<string, string>> = {
    crash: new Map(),
    outcome: new Map(),
    difference: new Map(),
  }
  for (const expectation of expectations) {
    const line = `-- expect: ${expectation.text}`
    for (const name of askedEngines(expectation, seen)) {
      expected[expectation.kind].set(name, line)
      if (expectation.kind !== 'difference' || name === base) excused.add(name)
      // Against an engine that is itself expected to differ (from a reference that is not there),
      // a difference is no surprise, and neither is agreement.
      if (expectation.kind === 'difference' && base !== null && expectation.engines.includes(base)) continue
      const problem = check(expectation, seen.get(name)!, differences)
      if (problem) unmet.push(`line ${expectation.line} says "${line}", but ${problem}`)
    }
  }
  const accepted = differences.flatMap((difference) => split(difference, covering(difference, expected)))
  return { accepted, unmet, excused }
}

/** Engines that a script expects to differ from the reference, whichever that is. */
export function expectedToDiffer(expectations: readonly Expectation[]): Set<string> {
  return new Set(
    expectations.flatMap((expectation) => (expectation.kind === 'difference' ? expectation.engines : [])),
  )
}

function askedEngines(expectation: Expectation, seen: ReadonlyMap<string, Side>): string[] {
  if (expectation.engines.length === 0) return [...seen.keys()]
  return expectation.engines.filter((name) => seen.has(name))
}

function check(expectation: Expectation, side: Side, differences: readonly Difference[]): string | null {
  switch (expectation.kind) {
    case 'difference':
      return checkDifference(side, differences)
    case 'crash':
      return checkCrash(expectation, side)
    case 'outcome':
      return checkOutcome(expectation, side)
  }
}

function checkDifference({ name, observation }: Side, differences: readonly Difference[]): string | null {
  if (observation.outcome === 'crash') return `${name} crashed`
  const compared = differences.filter(({ cause }) => cause.kind !== 'crash')
  if (compared.some(({ engines }) => engines.includes(name))) return null
  return `${name} agrees`
}

function checkCrash(expectation: CrashExpectation, { name, observation }: Side): string | null {
  const wanted = expectation.signal ?? 'a crash'
  if (observation.outcome !== 'crash') return `${name} ended with ${observation.outcome}`
  const signal = observation.crash?.signal ?? null
  if (expectation.signal && signal !== expectation.signal)
    return `${name} crashed with ${signal ?? 'no signal'}, not ${wanted}`
  return null
}

function checkOutcome(expectation: OutcomeExpectation, { name, observation }: Side): string | null {
  return observation.outcome === expectation.outcome ? null : `${name} ended with ${observation.outcome}`
}

// Engines for which the script expects a difference of this sort, and the line that says so.
function covering(
  { cause, aspect }: Difference,
  expected: Readonly<Record<Expectation['kind'], ReadonlyMap<string, string>>>,
): ReadonlyMap<string, string> {
  if (cause.kind === 'crash') return expected.crash
  if (aspect === 'outcome') return new Map([...expected.outcome, ...expected.difference])
  return expected.difference
}

// One part for the engines that are covered, one for those that are not.
function split(difference: Difference, covered: ReadonlyMap<string, string>): Difference[] {
  const expected = difference.engines.filter((name) => covered.has(name))
  const surprising = difference.engines.filter((name) => !covered.has(name))
  const parts: Difference[] = []
  if (surprising.length > 0) parts.push({ ...difference, engines: surprising })
  if (expected.length > 0) {
    parts.push({
      ...difference,
      engines: expected,
      accepted: true,
      acceptedBy: covered.get(expected[0]!) ?? null,
    })
  }
  return parts
}
