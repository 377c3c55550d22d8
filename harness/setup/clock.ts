import { setTimeout as sleep } from 'node:timers/promises'

/** Time, injected so that no test waits. */
export interface Clock {
  /** Milliseconds from an arbitrary moment; only differences mean something. */
  now(): number
  /** Rejects with the signal's reason when it is aborted meanwhile. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => performance.now(),
  async sleep(milliseconds, signal) {
    // Rejects with a generic AbortError of its own, the reason is the better one.
    await sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted())
  },
}
