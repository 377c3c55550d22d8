import type { Case } from '../cases/case.js'
import type { Observation } from '../observations/observation.js'
import { crashes } from './crashes.js'
import { expectedToDiffer, meetExpectations } from './expect.js'
import { mismatches, orderDependence } from './mismatches.js'
import { type JudgedEngine, type Participant, participant } from './participant.js'
import { lostSettings, type SettingRun, settingDifferences } from './settings.js'
import type { Difference, Judgement, Verdict } from './verdict.js'

export type { JudgedEngine } from './participant.js'

/** Further observations of one case by the name of the engine. */
export interface FurtherRuns {
  /** With other orders of `pairs`. */
  inOtherOrders?: ReadonlyMap<string, readonly Observation[]>
  /** All runs of an engine that tries several settings; its observation is the `representative` of them. */
  bySetting?: ReadonlyMap<string, readonly SettingRun[]>
}

/** What was seen of a case, and what differs; why, and whether that is in order, is still to be said. */
export interface Survey {
  testCase: Case
  /** Engines that saw the case. */
  sides: readonly Participant[]
  /** The one that the others are held against; null when all crashed. */
  base: Participant | null
  /** Name of the engine that it should be. */
  reference: string
  differences: readonly Difference[]
  /** Settings under which an engine did not see the case through, in words. */
  lost: readonly string[]
  /** Why no engine saw the case, where none did. */
  unseen: string | null
}

/**
 * Judges one case over all engines: who crashed, who differs from the reference and how, who differs from itself, and
 * whether that is what the script says it expects. Where the reference saw nothing (unavailable) or crashed, another
 * engine stands in for it.
 */
export function judge(
  testCase: Case,
  observations: ReadonlyMap<string, Observation>,
  engines: readonly JudgedEngine[],
  reference: string,
  further: FurtherRuns = {},
): Judgement {
  const surveyed = survey(testCase, observations, engines, reference, further)
  return conclude(surveyed, surveyed.differences)
}

/** The first half of judging: what differs. */
export function survey(
  testCase: Case,
  observations: ReadonlyMap<string, Observation>,
  engines: readonly JudgedEngine[],
  reference: string,
  { inOtherOrders = new Map(), bySetting = new Map() }: FurtherRuns = {},
): Survey {
  const sides = engines.flatMap((engine): Participant[] => {
    const observation = observations.get(engine.name)
    if (!observation || observation.outcome === 'unavailable') return []
    return [participant(engine, observation, bySetting.get(engine.name) ?? [])]
  })
  const running = sides.filter(({ observation }) => observation.outcome !== 'crash')
  const base = running.find(({ name }) => name === reference) ?? standIn(testCase, running)
  const differences = [
    ...crashes(sides),
    ...(base ? mismatches(base, sides) : []),
    ...sides.flatMap(({ name }) => settingDifferences(name, bySetting.get(name) ?? [])),
    ...running.flatMap((side) => orderDependence(side, inOtherOrders.get(side.name) ?? [])),
  ]
  const unseen = [...observations.values()][0]?.reason ?? 'no engine was ready'
  return {
    testCase,
    sides,
    base,
    reference,
    differences,
    lost: sides.flatMap(({ name }) => lostSettings(name, bySetting.get(name) ?? [])),
    unseen: sides.length === 0 ? unseen : null,
  }
}

/** The second half: whether what differs, for causes that may have been found meanwhile, is what the script expects. */
export function conclude(
  { testCase, sides, base, reference, lost, unseen }: Survey,
  differences: readonly Difference[],
): Judgement {
  if (unseen !== null) {
    return {
      verdict: { kind: 'undecided', compared: [], reason: unseen },
      reference: null,
      unmet: [],
      failures: [],
    }
  }
  const compared = sides.map(({ name }) => name)
  const { accepted, unmet, excused } = meetExpectations(
    testCase.expectations,
    sides,
    { base, reference },
    differences,
  )
  const verdict: Verdict =
    accepted.length === 0
      ? { kind: 'agree', compared }
      : { kind: 'difference', compared, differences: accepted }
  return {
    verdict,
    reference: base?.name ?? null,
    unmet,
    failures: [...(base && !excused.has(base.name) ? failuresOf(base) : []), ...lost],
  }
}

// Without the reference: the engine most like it that the script does not expect to be the odd one out.
function standIn(testCase: Case, running: readonly Participant[]): Participant | null {
  const odd = expectedToDiffer(testCase.expectations, running)
  const rank = ({ name, engine }: Participant): number =>
    (odd.has(name) ? 2 : 0) + (engine.kind === 'native' ? 0 : 1)
  return [...running].sort((a, b) => rank(a) - rank(b))[0] ?? null
}

function failuresOf({ name, observation }: Participant): string[] {
  const { outcome, error, reason } = observation
  if (outcome === 'pass' || outcome === 'pending') return []
  const position = error?.file ? `${error.file}:${error.line}: ` : ''
  const detail = error ? `${position}${error.message}` : reason
  return [`${outcome} on ${name}${detail ? `: ${detail}` : ''}`]
}
