import type { Limits } from '../../cases/case.js'
import { signatureOf } from '../../crashes/signature.js'
import { observe } from '../../observations/events.js'
import type { Captured, Observation, Outcome } from '../../observations/observation.js'

/** How a process that ran one case came to its end. */
export interface Ended {
  timedOut: boolean
  signal: string | null
  exitCode: number | null
  /** What was written past the prelude. */
  output: Captured
  /** Why the process could not be started, if so. */
  problem: string | null
}

/** A case that had a process of its own, as an observation. */
export function interpretEnd(
  events: readonly string[],
  ended: Ended,
  durationMs: number,
  limits: Limits,
): Observation {
  const complete = events.some((event) => event.startsWith('pass ') || event.startsWith('error '))
  const forced = forcedOutcome(ended, complete, limits)
  const seen = { ...observe(events, { durationMs, ...(forced && { forced }) }), rawOutput: ended.output }
  if (seen.outcome !== 'crash') return seen
  const crash = { signal: ended.signal, address: null, lua: [], native: [] }
  const exit = ended.exitCode === null ? null : `exit code ${ended.exitCode}`
  return { ...seen, crash: { ...crash, confirmed: true, signature: signatureOf(crash, exit) } }
}

/** Why a case is `out-of-memory`. */
export function memoryReason(limits: Limits): string {
  return `needed more than the limit of ${Math.round(limits.memoryBytes / 2 ** 20)} MiB`
}

function forcedOutcome(
  ended: Ended,
  complete: boolean,
  limits: Limits,
): { outcome: Outcome; reason: string } | null {
  if (ended.timedOut) return { outcome: 'timeout', reason: `ended after the limit of ${limits.timeoutMs} ms` }
  if (ended.problem) return { outcome: 'unavailable', reason: ended.problem }
  if (ended.signal) return { outcome: 'crash', reason: `the process was ended by ${ended.signal}` }
  if (!complete && /not enough memory/.test(ended.output.bytes.toString('latin1'))) {
    return { outcome: 'out-of-memory', reason: memoryReason(limits) }
  }
  if (!complete) {
    return {
      outcome: 'crash',
      reason: `the process ended with exit code ${ended.exitCode} in the middle of the case`,
    }
  }
  if (ended.exitCode !== 0) {
    return { outcome: 'crash', reason: `the process ended with exit code ${ended.exitCode} after the case` }
  }
  return null
}
