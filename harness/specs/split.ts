import type { Case } from '../cases/case.js'
import { expectationsAbove } from '../cases/expectations.js'
import { emptyObservation, type Observation, type SeenTest } from '../observations/observation.js'
import { withMissingTests } from '../verdicts/missing.js'
import { withIds } from './test-ids.js'

/** A test of a spec file as a case of its own, with what each engine saw of it. */
export interface TestResult {
  case: Case
  observations: Map<string, Observation>
}

/**
 * Takes what engines saw of a spec file apart into its tests, in order, `missing` where an engine does not have one. What
 * belongs to no test is a case of its own, the file, where there is something to be said of it: it did not end well, it wrote
 * something or called the host, or no engine found a test in it.
 */
export function splitTests(fileCase: Case, seen: ReadonlyMap<string, Observation>): TestResult[] {
  const file = fileCase.file!
  const engines = [...seen].filter(([, { outcome }]) => outcome !== 'unavailable')
  const unavailable = [...seen].filter(([, { outcome }]) => outcome === 'unavailable')
  const byEngine = new Map(engines.map(([name, { tests }]) => [name, withIds(file, tests?.ended ?? [])]))
  const observed = new Map(
    [...byEngine].map(([name, tests]) => [
      name,
      new Map([...tests].map(([id, { observation }]) => [id, observation])),
    ]),
  )
  const bySeen = new Map(engines)
  const tests = [...withMissingTests(observed)].map(([id, observations]) => {
    const defined = definition(id, [...byEngine.values()])
    const known = [...observations].map(
      ([name, seen]) => [name, unsupportedInstead(seen, defined, bySeen.get(name)!)] as const,
    )
    return {
      case: testCase(fileCase, id, defined),
      observations: new Map([...known, ...unavailable]),
    }
  })
  const claimed = new Set(tests.flatMap((test) => test.case.expectations))
  // An expectation above no test that was run is one that nobody would hold anything against.
  const unclaimed = isFiltered(fileCase) ? [] : fileCase.expectations.filter((line) => !claimed.has(line))
  const whole = new Map([
    ...engines.map(([name, observation]) => [name, wholeOf(observation)] as const),
    ...unavailable,
  ])
  if (engines.length > 0 && unclaimed.length === 0 && !engines.some(([, seen]) => isRemarkable(seen))) {
    if (tests.length > 0 || isFiltered(fileCase)) return tests
    return [{ case: wholeCase(fileCase, []), observations: new Map([...whole].map(withoutTests)) }]
  }
  return [{ case: wholeCase(fileCase, unclaimed), observations: whole }, ...tests]
}

function testCase(fileCase: Case, id: string, { line }: { line: number }): Case {
  return {
    ...fileCase,
    id,
    line,
    expectations: expectationsAbove(fileCase.source, line, fileCase.expectations),
    spec: { ...fileCase.spec!, part: { kind: 'test', id } },
  }
}

function wholeCase(fileCase: Case, expectations: Case['expectations']): Case {
  return { ...fileCase, expectations, spec: { ...fileCase.spec!, part: { kind: 'file' } } }
}

function definition(id: string, engines: readonly Map<string, SeenTest>[]): SeenTest {
  return engines.flatMap((tests) => tests.get(id) ?? [])[0]!
}

// Where the file, or a block of it, asked for what the engine does not have, it may have no tests that others have.
function unsupportedInstead(seen: Observation, { names }: SeenTest, file: Observation): Observation {
  if (seen.outcome !== 'missing') return seen
  const blocks = file.tests?.ended.filter(
    (test) => test.n === 0 && test.names.every((name, depth) => name === names[depth]),
  )
  const ends = [file, ...(blocks ?? []).map(({ observation }) => observation)]
  return unsupportedOnly(ends.find(({ outcome }) => outcome === 'unsupported')) ?? seen
}

function unsupportedOnly(end: Observation | undefined): Observation | null {
  return end ? { ...emptyObservation('unsupported', end.reason), error: end.error } : null
}

function wholeOf(observation: Observation): Observation {
  return { ...observation, tests: null }
}

function isRemarkable({ outcome, output, errorOutput, rawOutput, hostCalls, tests }: Observation): boolean {
  const written = [output, errorOutput, rawOutput].some(
    ({ bytes, truncated }) => bytes.length > 0 || truncated,
  )
  // Its tests were run all the same, and those that need what the engine does not have say so.
  const isFine = outcome === 'pass' || (outcome === 'unsupported' && tests?.ended.some(({ n }) => n > 0))
  return !isFine || written || hostCalls.length > 0
}

// With filters, a file may have none that was asked for.
function isFiltered({ spec }: Case): boolean {
  const { tags, exclude_tags, filter, filter_out, names, exclude_names } = spec!.options
  return [tags, exclude_tags, filter, filter_out, names, exclude_names].some((list) => list.length > 0)
}

function withoutTests([name, seen]: [string, Observation]): [string, Observation] {
  if (seen.outcome === 'unavailable') return [name, seen]
  return [name, { ...emptyObservation('error', 'the file defines no test', seen.durationMs) }]
}
