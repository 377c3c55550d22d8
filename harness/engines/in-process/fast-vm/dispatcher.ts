import type { TaskRun, WorkerPool } from '../pool.js'
import type { FastCase } from '../task.js'
import { splitEvents } from './events.js'

// One message each way for so many cases: alone, it would cost more than a case. Near the end they are fewer, so that
// no thread is left with many while the others have none.
const MOST_CASES = 16
const ROUNDS = 2

// A thread takes some 50 ms of a processor until it is at its first case. A further one is worth that when what waits takes
// longer, or when after a while it is not known yet how long anything takes: the first thread has to start, too.
const WORTH_MS = 80
const UNKNOWN_MS = 150

// The VM ends a case at its limit by itself. Its thread is ended when it does not, in a loop in C.
const GRACE_MS = 250

interface Waiting {
  testCase: FastCase
  resolve: (run: TaskRun) => void
  reject: (error: unknown) => void
}

/**
 * Sends the cases that wait to the workers, several at a time. When a worker is lost, the case it was at is the one
 * that gets the blame; those after it go to another worker.
 */
export class Dispatcher {
  readonly #pool: WorkerPool
  readonly #waiting: Waiting[] = []
  #working = 0
  /** Threads that have been used. */
  #started = 0
  /** Of the cases so far, what they took together and how many there were. */
  #tookMs = 0
  #settled = 0
  #slow: NodeJS.Timeout | null = null
  #isSlow = false

  constructor(pool: WorkerPool) {
    this.#pool = pool
  }

  /** How many cases are useful at once. */
  get concurrency(): number {
    return this.#pool.size * MOST_CASES
  }

  run(testCase: FastCase): Promise<TaskRun> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ testCase, resolve, reject })
      // What is asked for in the same turn goes together.
      if (this.#waiting.length === 1) setImmediate(() => this.#send())
    })
  }

  /** Gives up the cases that wait. */
  abandon(): void {
    for (const { resolve } of this.#waiting.splice(0))
      resolve({ events: [], durationMs: 0, current: -1, end: { kind: 'stopped' } })
  }

  #send(): void {
    while (this.#waiting.length > 0 && this.#working < this.#worthwhile()) {
      const share = Math.ceil(this.#waiting.length / (this.#pool.size * ROUNDS))
      this.#working++
      this.#started = Math.max(this.#started, this.#working)
      void this.#work(this.#waiting.splice(0, Math.min(share, MOST_CASES)))
    }
  }

  // How many threads are to be at work.
  #worthwhile(): number {
    const { size } = this.#pool
    if (this.#settled > 0) {
      const leftMs = (this.#waiting.length * this.#tookMs) / this.#settled
      return Math.min(size, Math.max(1, this.#started, Math.ceil(leftMs / WORTH_MS)))
    }
    this.#slow ??= setTimeout(() => {
      this.#isSlow = true
      this.#send()
    }, UNKNOWN_MS).unref()
    return this.#isSlow ? size : 1
  }

  async #work(batch: Waiting[]): Promise<void> {
    try {
      const timeoutMs = Math.max(...batch.map(({ testCase }) => testCase.timeoutMs)) + GRACE_MS
      const cases = batch.map(({ testCase }) => testCase)
      this.#settle(batch, await this.#pool.run({ kind: 'fast', cases }, timeoutMs))
    } catch (error) {
      for (const { reject } of batch) reject(error)
    } finally {
      this.#working--
      this.#send()
    }
  }

  #settle(batch: readonly Waiting[], run: TaskRun): void {
    const seen = new Map(splitEvents(run.events).map((part) => [part.index, part]))
    const again: Waiting[] = []
    for (const [index, waiting] of batch.entries()) {
      const { current } = run
      const { events = [], end = null } = seen.get(index) ?? {}
      if (end !== null) {
        const { durationMs, failure } = end
        this.#tookMs += durationMs
        this.#settled++
        waiting.resolve({ events, durationMs, current, end: { kind: 'done', failure } })
      } else if (run.end.kind === 'done') {
        const lost = { kind: 'worker-died', message: 'it gave no result for the case' } as const
        waiting.resolve({ events, durationMs: 0, current, end: lost })
      } else if (index === current || run.end.kind === 'stopped') {
        waiting.resolve({ events, durationMs: run.durationMs, current, end: run.end })
      } else {
        again.push(waiting)
      }
    }
    this.#waiting.unshift(...again)
  }
}
