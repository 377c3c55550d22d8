import type { Axes } from '../../engines/native/axes.js'
import type { Confidence } from '../verdict.js'
import type { Finding } from './attribute.js'
import { type AxisFinding, searchAxes } from './axes.js'
import { axisCauses, axisConfidence, axisEvidence } from './axis-causes.js'
import type { Behaviours } from './behaviours.js'
import type { Lab } from './lab.js'
import type { Subject } from './subject.js'

/**
 * The axes of the native engines with which a difference comes and goes. Between two native engines that is a search
 * from the one that is alone in what it does to the other; for any other engine, whether the reference does the same as
 * that one at some other point. Empty when no axis has anything to do with it.
 */
export async function axisFindings(
  own: Subject,
  base: Subject,
  behaviours: Behaviours,
  lab: Lab,
): Promise<Finding[]> {
  const [bad, good] = await oddFirst(own, base, behaviours)
  if (bad.engine.axes === null) return []
  const wanted = behaviours.of(good)
  const finding = await search(bad, wanted, behaviours, lab)
  if (!finding) return []
  const { confidence, evidence } = howSure(finding, wanted, behaviours, lab)
  const headline = headlineOf(finding)
  return axisCauses(finding, confidence).map((cause) => ({ cause, place: null, headline, evidence }))
}

/** How sure a finding is, and the sentences that say why. */
export function howSure(
  finding: AxisFinding,
  good: string | null,
  behaviours: Behaviours,
  { level }: Lab,
): { confidence: Confidence; evidence: string[] } {
  const emulated = (axes: Axes): boolean => behaviours.isEmulated(axes)
  const { confidence, reason } = axisConfidence(finding, emulated)
  const sentences = axisEvidence(finding, { good, full: level === 'full' })
  return { confidence, evidence: reason === null ? sentences : [...sentences, reason] }
}

/** The search for a point at which a native subject does something else: what `good` says, or anything else when null. */
export function search(
  bad: Subject,
  good: string | null,
  behaviours: Behaviours,
  lab: Lab,
): Promise<AxisFinding | null> {
  const axes = bad.engine.axes
  if (axes === null) return Promise.resolve(null)
  return searchAxes({
    seen: new Map(
      [...behaviours.natives()].map(([name, { axes: at, behaviour }]) => [name, { axes: at, behaviour }]),
    ),
    bad: axes,
    good,
    observe: async (point) => {
      const subject = await behaviours.at(point)
      return subject && behaviours.of(subject)
    },
    allowed: (point) => isAllowed(point, axes, lab),
  })
}

/** Other native engines than the reference that may do otherwise: those of the run, and the reference without its JIT. */
export async function nativePoints(base: Subject, behaviours: Behaviours): Promise<Subject[]> {
  const { axes } = base.engine
  if (axes === null) return []
  const usual = behaviours.of(base)
  const seen = [...behaviours.natives().values()].map(({ subject }) => subject)
  if (axes.jit !== 'off') {
    const withoutJit = await behaviours.at({ ...axes, jit: 'off' })
    if (withoutJit && !seen.some(({ name }) => name === withoutJit.name)) seen.push(withoutJit)
  }
  return seen.filter((subject) => subject.observation.outcome !== 'crash' && behaviours.of(subject) !== usual)
}

// Of two native engines the odd one is the one that no engine agrees with that has no such axes.
async function oddFirst(own: Subject, base: Subject, behaviours: Behaviours): Promise<[Subject, Subject]> {
  if (own.engine.axes === null) return [base, own]
  // Nor is it one that does what its own interpreter does, where the other one does not.
  if (await isOddByItsJit(base, own, behaviours)) return [base, own]
  if (await isOddByItsJit(own, base, behaviours)) return [own, base]
  const others = behaviours.survey.sides.filter((side) => side.engine.axes === null)
  const isShared = (subject: Subject): boolean =>
    others.some((side) => behaviours.of({ ...side, setting: null }) === behaviours.of(subject))
  return isShared(own) && !isShared(base) ? [base, own] : [own, base]
}

// Whether a subject does otherwise than without its JIT compiler, and the other one does the same as that.
async function isOddByItsJit(subject: Subject, other: Subject, behaviours: Behaviours): Promise<boolean> {
  const { axes } = subject.engine
  if (axes === null || axes.jit === 'off') return false
  const interpreted = await behaviours.at({ ...axes, jit: 'off' })
  if (!interpreted) return false
  const usual = behaviours.of(interpreted)
  return usual !== behaviours.of(subject) && usual === behaviours.of(other)
}

// The JIT compiler is a switch, and releases are what studios choose between; anything else only on demand.
function isAllowed(point: Axes, from: Axes, lab: Lab): boolean {
  if (lab.level === 'full') return true
  const flipped = (Object.keys(point) as (keyof Axes)[]).filter((axis) => point[axis] !== from[axis])
  return flipped.every((axis) => axis === 'jit' || axis === 'release') && point.jit !== 'stress'
}

/** In half a line, where it goes. */
export function headlineOf({ flips, alsoGoneWith }: AxisFinding): string {
  const text = ({ axis, to }: AxisFinding['flips'][number]): string => `${axis}=${to}`
  const also = alsoGoneWith.length > 0 ? `; also with ${alsoGoneWith.map(text).join(', ')}` : ''
  return `gone with ${flips.map(text).join(' and ')}${also}`
}
