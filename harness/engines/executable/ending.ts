import type { Limits } from '../../cases/case.js'
import { lastWordsOf } from '../../crashes/last-words.js'
import { signatureOf } from '../../crashes/signature.js'
import { observe } from '../../observations/events.js'
import type { Captured, Crash, Observation, Outcome } from '../../observations/observation.js'

/** How a process that ran one case came to its end. */
export type Ending =
  | { kind: 'exited'; code: number }
  | { kind: 'signal'; signal: string }
  | { kind: 'timeout' }
  /** Ended by the kernel for want of memory. */
  | { kind: 'out-of-memory' }
  /** Ended because it sent more events than anybody can want. */
  | { kind: 'flood' }
  | { kind: 'not-started'; reason: string }

/** What was seen of the process. */
export interface Seen {
  /** The prelude's events, in order. */
  events: readonly string[]
  /** What was written past the prelude. */
  output: Captured
  durationMs: number
  ending: Ending
}

/** A case that had a process of its own, as an observation. */
export function interpretEnd({ events, output, durationMs, ending }: Seen, limits: Limits): Observation {
  const complete = events.some((event) => event.startsWith('pass ') || event.startsWith('error '))
  const withoutMemory = /not enough memory/.test(output.bytes.toString('latin1'))
  const forced = forcedOutcome(ending, { complete, withoutMemory }, limits)
  const seen = { ...observe(events, { durationMs, ...(forced && { forced }) }), rawOutput: output }
  return seen.outcome === 'crash' ? { ...seen, crash: crashOf(ending, output) } : seen
}

interface Forced {
  outcome: Outcome
  reason: string
}

function forcedOutcome(
  ending: Ending,
  { complete, withoutMemory }: { complete: boolean; withoutMemory: boolean },
  limits: Limits,
): Forced | null {
  switch (ending.kind) {
    case 'timeout':
      return { outcome: 'timeout', reason: `ended after the limit of ${limits.timeoutMs} ms` }
    case 'not-started':
      return { outcome: 'unavailable', reason: ending.reason }
    case 'flood':
      return { outcome: 'error', reason: 'ended because it sent too much' }
    case 'signal':
      return { outcome: 'crash', reason: `the process was ended by ${ending.signal}` }
    case 'out-of-memory':
      return outOfMemory(limits)
    case 'exited': {
      if (!complete && withoutMemory) return outOfMemory(limits)
      if (complete && ending.code === 0) return null
      const when = complete ? 'after the case' : 'in the middle of the case'
      return { outcome: 'crash', reason: `the process ended with exit code ${ending.code} ${when}` }
    }
  }
}

function outOfMemory({ memoryBytes }: Limits): Forced {
  const reason = `needed more than the limit of ${Math.round(memoryBytes / 2 ** 20)} MiB`
  return { outcome: 'out-of-memory', reason }
}

function crashOf(ending: Ending, output: Captured): Crash {
  const signal = ending.kind === 'signal' ? ending.signal : null
  const report = signal === 'SIGABRT' ? lastWordsOf(output.bytes) : null
  const seen = { signal, address: null, report, lua: [], native: [] }
  const exit = ending.kind === 'exited' ? `exit code ${ending.code}` : null
  return { ...seen, confirmed: true, signature: signatureOf(seen, exit) }
}
