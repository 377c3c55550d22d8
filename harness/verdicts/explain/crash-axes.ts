import type { Difference } from '../verdict.js'
import { axisCauses } from './axis-causes.js'
import type { Behaviours } from './behaviours.js'
import type { Lab } from './lab.js'
import { headlineOf, howSure, search } from './native-points.js'
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
  const { confidence, evidence } = howSure(finding, null, behaviours, lab)
  const doubted = crash.cause.confidence === 'unconfirmed' ? 'unconfirmed' : confidence
  return axisCauses(finding, doubted).map((cause) => ({
    ...crash,
    cause,
    headline: headlineOf(finding),
    summary: `the crash is ${headlineOf(finding)}`,
    evidence,
    diff: [],
  }))
}
