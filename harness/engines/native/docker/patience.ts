import { setTimeout as sleep } from 'node:timers/promises'
import type Docker from 'dockerode'
import { EngineUnavailableError } from '../../../errors.js'
import { pingProblem } from './ping.js'

export interface PatienceOptions {
  /** Ends the waiting; its reason is thrown. */
  signal: AbortSignal
  /** Gets the milliseconds for which the engine was away, once it has done what it was asked. */
  onBack(ms: number): void
  clock?: Clock
}

/** Time; another one in tests. */
interface Clock {
  /** Milliseconds from an arbitrary moment. */
  now(): number
  /** May end early when the signal is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

const systemClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
}

/** dockerd is back within seconds of a restart, within ten after an unclean end on a slow disk. */
const PATIENCE_MS = 30_000
const PING_MS = 3000
const POLL_MS = 250

/**
 * Asks an engine for something. While it does not answer, as during a restart, it is waited for and asked again, for half a
 * minute at most; what it refuses is thrown at once. Throws EngineUnavailableError when it does not come back.
 */
export async function withPatience<T>(
  docker: Docker,
  ask: () => Promise<T>,
  { signal, onBack, clock = systemClock }: PatienceOptions,
): Promise<T> {
  const started = clock.now()
  const waited = (): number => clock.now() - started
  for (let attempt = 1; ; attempt++) {
    try {
      const answer = await ask()
      if (attempt > 1) onBack(waited())
      return answer
    } catch (error) {
      signal.throwIfAborted()
      let problem = await pingProblem(docker, PING_MS)
      if (problem === null && !isUnanswered(error)) throw error
      do {
        if (waited() >= PATIENCE_MS) throw notBack(problem, error)
        await clock.sleep(POLL_MS, signal)
        signal.throwIfAborted()
        problem = await pingProblem(docker, PING_MS)
      } while (problem !== null)
    }
  }
}

/** A call to the engine that took longer than it was given. */
export class UnansweredCall extends Error {}

/** Whether an error, or what caused it, says that no answer came from the engine: neither consent nor refusal. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if (error instanceof UnansweredCall) return true
  if ('statusCode' in error && error.statusCode !== undefined) return false
  // Of the operating system: ECONNREFUSED, ECONNRESET, ENOENT (no socket), ...
  if ('code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code)) return true
  return isUnanswered(error.cause)
}

function notBack(problem: string | null, cause: unknown): EngineUnavailableError {
  const why = problem === null ? 'it breaks off what it is asked' : problem
  return new EngineUnavailableError(
    `the Docker engine did not come back within ${PATIENCE_MS / 1000} s (${why})`,
    { cause, hint: 'Start the Docker engine again.' },
  )
}
