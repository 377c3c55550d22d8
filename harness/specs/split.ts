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
  const united = withMissingTests(observed)
  const tests = [...united].map(([id, observations]) => ({
    case: testCase(fileCase, id, definition(id, [...byEngine.values()])),
    observations: new Map([...observations, ...unavailable]),
  }))
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

function wholeOf(observation: Observation): Observation {
  return { ...observation, tests: null }
}

function isRemarkable({ outcome, output, errorOutput, rawOutput, hostCalls }: Observation): boolean {
  const written = [output, errorOutput, rawOutput].some(
    ({ bytes, truncated }) => bytes.length > 0 || truncated,
  )
  return outcome !== 'pass' || written || hostCalls.length > 0
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
