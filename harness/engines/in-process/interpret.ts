import type { Limits } from '../../cases/case.js'
import { engineError, observe } from '../../observations/events.js'
import { emptyObservation, type Observation } from '../../observations/observation.js'
import type { TaskRun } from './pool.js'

/** What a worker's run of a case says about the case. */
export function interpret({ events, durationMs, end }: TaskRun, limits: Limits): Observation {
  const timeout = (reason: string): Observation =>
    observe(events, { durationMs, forced: { outcome: 'timeout', reason } })
  const outOfMemory = (): Observation =>
    observe(events, { durationMs, forced: { outcome: 'out-of-memory', reason: memoryReason(limits) } })
  switch (end.kind) {
    case 'timeout':
      return timeout(timeReason(limits))
    case 'worker-out-of-memory':
      return outOfMemory()
    case 'worker-died':
      return crashed(events, durationMs, `the worker thread died: ${end.message}`)
    case 'stopped':
      return emptyObservation('unavailable', 'the run was stopped')
    case 'done':
      break
  }
  switch (end.failure?.kind) {
    case 'timeout':
      return timeout(timeReason(limits))
    case 'instructions':
      return timeout(`ended after the limit of ${limits.instructions} VM instructions`)
    case 'out-of-memory':
      return outOfMemory()
    case 'trap':
      return crashed(events, durationMs, end.failure.message)
    case 'error': {
      const reason = `the VM failed: ${end.failure.message}`
      return {
        ...observe(events, { durationMs, forced: { outcome: 'error', reason } }),
        error: engineError(reason),
      }
    }
    case undefined:
      break
  }
  const seen = observe(events, { durationMs })
  return seen.outcome === 'out-of-memory' ? { ...seen, reason: memoryReason(limits) } : seen
}

function timeReason({ timeoutMs }: Limits): string {
  return `ended after the limit of ${timeoutMs} ms`
}

function memoryReason({ memoryBytes }: Limits): string {
  return `needed more than the limit of ${Math.round(memoryBytes / 2 ** 20)} MiB`
}

function crashed(events: string[], durationMs: number, message: string): Observation {
  const seen = observe(events, { durationMs, forced: { outcome: 'crash', reason: message } })
  return {
    ...seen,
    crash: {
      signal: null,
      address: null,
      signature: message,
      report: null,
      lua: [],
      native: [],
      confirmed: false,
    },
  }
}
