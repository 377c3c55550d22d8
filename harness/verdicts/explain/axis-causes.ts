import { type Axes, nameOfAxes } from '../../engines/native/axes.js'
import type { Cause, Confidence } from '../verdict.js'
import type { AxisFinding, Flip } from './axes.js'

/** The axes of a finding as causes, the most specific first; none when no flip was found. */
export function axisCauses({ flips }: AxisFinding, confidence: Confidence): Cause[] {
  return flips.map(({ axis, from, to }) => ({ kind: axis, from, to, confidence }))
}

/**
 * How sure the finding is, and why it is not surer, as a sentence: an emulator has faults of its own, so what is seen only
 * on emulated processors stays `unconfirmed`, a crash or not.
 */
export function axisConfidence(
  { confirmed, badAt }: AxisFinding,
  emulated: (axes: Axes) => boolean,
): { confidence: Confidence; reason: string | null } {
  if (badAt.every(emulated)) {
    const names = badAt.map((axes) => nameOfAxes(axes)).join(', ')
    return { confidence: 'unconfirmed', reason: `seen only under emulation (${names})` }
  }
  if (confirmed) return { confidence: 'confirmed', reason: null }
  return { confidence: 'likely', reason: 'not every point in between could be tried' }
}

/** What was shown, each in a sentence; `good` as in the search, `full` when missing images were to be built. */
export function axisEvidence(
  { flips, alsoGoneWith, confirmed, notTried }: AxisFinding,
  { good, full }: { good: string | null; full: boolean },
): string[] {
  const sentences: string[] = []
  const goes = good === null ? 'it does not crash' : 'it does what the others do'
  const [only, ...more] = flips
  if (only && more.length === 0) {
    sentences.push(only.axis === 'release' ? `gone on ${value(only)}` : `with ${value(only)} ${goes}`)
  } else if (only) {
    const alone = confirmed ? ', with less than that not' : ''
    sentences.push(`with ${flips.map(value).join(' and ')} ${goes}${alone}`)
  }
  for (const flip of alsoGoneWith) {
    sentences.push(`also gone ${flip.axis === 'release' ? 'on' : 'with'} ${value(flip)}`)
  }
  if (notTried.length > 0) sentences.push(`not tried: ${notTried.join(', ')} (${why(notTried.length, full)})`)
  return sentences
}

function value({ axis, to }: Flip): string {
  return `${axis}=${to}`
}

function why(points: number, full: boolean): string {
  if (full) return 'not to be had'
  return points === 1
    ? 'its image is not built; --explain full builds it'
    : 'their images are not built; --explain full builds them'
}
