import type { Difference } from '../verdict.js'
import { axisCauses, axisEvidence } from './axes.js'
import type { Behaviours } from './behaviours.js'
import type { Lab } from './lab.js'
import { headlineOf, search } from './native-points.js'
import { subjectOf } from './subject.js'

/** What a crash of native engines comes with: a difference of its own for each axis, beside the crash. */
export async function crashCauses(
  crash: Difference,
  behaviours: Behaviours,
  lab: Lab,
): Promise<Difference[]> {
  const native = behaviours.survey.sides.filter(
    ({ name, engine }) => crash.engines.includes(name) && engine.axes !== null,
  )
  // One that is emulated says less.
  const side = native.find(({ engine }) => !engine.emulated) ?? native[0]
  if (!side) return []
  const crashed = side.runs.find(({ observation }) => observation.outcome === 'crash')
  const finding = await search(
    { ...subjectOf(side), observation: crashed?.observation ?? side.observation },
    null,
    behaviours,
    lab,
  )
  if (!finding || crash.cause.kind !== 'crash') return []
  const confidence = crash.cause.confidence === 'unconfirmed' ? 'unconfirmed' : 'confirmed'
  return axisCauses(finding, confidence).map((cause) => ({
    ...crash,
    cause,
    headline: headlineOf(finding),
    summary: `the crash is ${headlineOf(finding)}`,
    evidence: axisEvidence(finding),
    diff: [],
  }))
}
