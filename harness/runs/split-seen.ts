import type { Case } from '../cases/case.js'
import { emptyObservation, type Observation } from '../observations/observation.js'
import { partOf } from '../specs/run-file.js'
import { splitTests } from '../specs/split.js'
import { representative } from '../verdicts/settings.js'
import type { Seen } from './observe.js'

/** What engines saw of a spec file, as of its tests, under all settings and in all orders in which it was run. */
export function splitSeen(
  fileCase: Case,
  all: ReadonlyMap<string, Seen>,
): { case: Case; seen: Map<string, Seen> }[] {
  const usual = new Map([...all].map(([name, { observation }]) => [name, observation]))
  return splitTests(fileCase, usual).map(({ case: testCase, observations }) => ({
    case: testCase,
    seen: new Map([...observations].map(([name, seen]) => [name, narrowed(all.get(name)!, testCase, seen)])),
  }))
}

function narrowed(file: Seen, testCase: Case, observation: Observation): Seen {
  const part = (seen: Observation): Observation =>
    partOf(seen, testCase) ?? emptyObservation('missing', 'this run of the file does not have it')
  const bySetting = file.bySetting.map((run) => ({ ...run, observation: part(run.observation) }))
  return {
    observation: bySetting.length > 0 ? representative(bySetting) : observation,
    inOtherOrders: file.inOtherOrders.map((seen) => (seen === file.observation ? observation : part(seen))),
    bySetting,
  }
}
