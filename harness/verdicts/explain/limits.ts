import type { Limits } from '../../cases/case.js'
import type { Observation, Outcome } from '../../observations/observation.js'
import { compare, type Side } from '../compare.js'
import type { Cause } from '../verdict.js'

/** A further run, with higher limits, of the engine that came to one; where both did, of the one held against the other. */
export interface RaisedRun {
  limits: Limits
  observation: Observation
}

/** That only one engine came to a limit, with the numbers. */
export interface LimitsDifference {
  cause: Extract<Cause, { kind: 'limits' }>
  headline: string
  evidence: string[]
}

/**
 * Whether two engines differ in that one came to a limit of time or memory and the other to an end of its own, or each to
 * a limit of another kind; null where not. A crash, and an engine that did not run the case, are other matters.
 */
export function limitsDifference(
  base: Side,
  side: Side,
  limits: Limits,
  raised: RaisedRun | null = null,
): LimitsDifference | null {
  const ends = [base, side].map(({ observation }) => observation.outcome)
  if (ends[0] === ends[1] || !ends.some(isLimit) || !ends.every(isSeenThrough)) return null
  const limited = isLimit(side.observation.outcome) ? side : base
  const other = limited === side ? base : side
  const { confidence, evidence } = raised
    ? withRaised(limited, other, raised)
    : { confidence: 'likely' as const, evidence: [] }
  return {
    cause: { kind: 'limits', confidence },
    headline: `${limitText(limited, limits)}; ${otherText(other, limited.observation.outcome, limits)}`,
    evidence,
  }
}

/** Whether a run was ended at a limit of time or memory. */
export function isLimit(outcome: Outcome): boolean {
  return outcome === 'timeout' || outcome === 'out-of-memory'
}

function isSeenThrough(outcome: Outcome): boolean {
  return isLimit(outcome) || outcome === 'pass' || outcome === 'fail' || outcome === 'error'
}

function limitText({ name, observation: { outcome, reason } }: Side, limits: Limits): string {
  // Which of the limits it was, the engine says: wall-clock or CPU time, instructions, the kernel.
  const said = reason?.replace('the limit of ', '') ?? ''
  if (/^ended /.test(said)) return `${name} was ${said}`
  if (/^(used|needed) /.test(said)) return `${name} ${said}`
  return outcome === 'timeout'
    ? `${name} was ended after ${limits.timeoutMs} ms`
    : `${name} needed more than ${mebibytes(limits)}`
}

function otherText(other: Side, limit: Outcome, limits: Limits): string {
  const { name, observation } = other
  const { outcome } = observation
  if (isLimit(outcome)) return limitText(other, limits)
  const time = limit === 'timeout'
  if (outcome === 'pass') return time ? `${name} took ${duration(observation)}` : `${name} passed`
  return `${name} ended with ${outcome}${time ? ` after ${duration(observation)}` : ''}`
}

function withRaised(
  limited: Side,
  other: Side,
  { limits, observation }: RaisedRun,
): Pick<LimitsDifference, 'evidence'> & Pick<Cause, 'confidence'> {
  const time = limited.observation.outcome === 'timeout'
  const given = `with ${time ? `${limits.timeoutMs} ms` : mebibytes(limits)} ${limited.name}`
  if (isLimit(observation.outcome)) {
    return { confidence: 'likely', evidence: [`${given} comes to a limit as well`] }
  }
  const mismatch = compare(other, { ...limited, observation })
  const does = time ? `takes ${duration(observation)}` : 'has enough'
  if (mismatch) {
    // The limit is not all there is to it.
    return {
      confidence: 'unconfirmed',
      evidence: [`${given} ${does} and still differs: ${mismatch.summary}`],
    }
  }
  return { confidence: 'confirmed', evidence: [`${given} ${does} and agrees`] }
}

function mebibytes({ memoryBytes }: Limits): string {
  return `${Math.round(memoryBytes / 2 ** 20)} MiB`
}

function duration({ durationMs }: Observation): string {
  return durationMs < 1 ? 'less than 1 ms' : `${Math.round(durationMs)} ms`
}
