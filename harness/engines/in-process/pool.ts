import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { Tinypool } from 'tinypool'
import './v8-flags.js'
import { messageOf } from '../../errors.js'
import { packageRoot } from '../../package-root.js'
import { EventLog } from './event-log.js'
import type { Failure, Task, TaskResult, WorkerData } from './task.js'

/** How one task went: its events so far, and its end. */
export interface TaskRun {
  events: string[]
  /** Time in the script; up to the kill when it timed out. */
  durationMs: number
  /** Index of the case that was last at work, in a task of several. */
  current: number
  end:
    | { kind: 'done'; failure: Failure | null }
    | { kind: 'timeout' }
    | { kind: 'worker-out-of-memory' }
    | { kind: 'worker-died'; message: string }
    | { kind: 'stopped' }
}

// A VM that takes this long to come up is counted as hung; cold starts on a loaded machine take 1 s.
const BOOT_MS = 30_000

// Room for the events of a case that writes as much as it may by default, every byte escaped.
const LOG_BYTES = 4 * 2 ** 20

// Of those that Node knows.
const LONGEST_TIMER_MS = 2 ** 31 - 1

export interface PoolOptions {
  /** Threads at the most. */
  size: number
  /** Threads that start at once. */
  ready: number
  /** What cases may take of a worker's JavaScript heap, which is where fengari's Lua values live. */
  heapBytes: number
}

/**
 * Worker threads shared by the in-process engines of a run. A task that does not end is ended with its thread,
 * as no hook inside a VM stops a loop in C; the next task finds another.
 */
export class WorkerPool {
  readonly size: number
  readonly #pool: Tinypool
  readonly #stop = new AbortController()
  readonly #logs: EventLog[] = []
  /** Is told of images of programs, with their ids, that a thread has made. */
  onImage: (id: string, image: Uint8Array) => void = () => {}

  constructor(data: WorkerData, { size, ready, heapBytes }: PoolOptions) {
    this.size = size
    // One listener a case that runs or waits; more than ten are no leak.
    setMaxListeners(0, this.#stop.signal)
    // Compiled by the build also when the rest runs from source, as threads load plain JavaScript.
    this.#pool = new Tinypool({
      filename: join(packageRoot, 'dist', 'bundle', 'worker.js'),
      minThreads: ready,
      maxThreads: size,
      // A thread that has started stays: it would end at once, and start anew for what changes next.
      idleTimeout: LONGEST_TIMER_MS,
      workerData: data,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(heapBytes / 2 ** 20) + 64 },
    })
  }

  /** Runs a task; `timeoutMs` counts for each script from the moment it starts. */
  async run(task: Task, timeoutMs: number): Promise<TaskRun> {
    const log = this.#logs.pop() ?? new EventLog(LOG_BYTES)
    log.reset()
    const kill = new AbortController()
    const onStop = (): void => kill.abort()
    this.#stop.signal.addEventListener('abort', onStop, { once: true })
    if (this.#stop.signal.aborted) kill.abort()
    const watch = watchdog(log, timeoutMs, () => kill.abort())
    try {
      const call = { task, log: log.memory }
      const result = (await this.#pool.run(call, { signal: kill.signal })) as TaskResult
      for (const [id, image] of result.images) this.onImage(id, image)
      const events = [...log.events(), ...result.overflow]
      // Only now: a thread that was ended might still write to its log.
      this.#logs.push(log)
      const end = { kind: 'done', failure: result.failure } as const
      return { events, durationMs: result.durationMs, current: log.current, end }
    } catch (error) {
      const durationMs = log.isRunning ? log.sinceMs : 0
      const end = this.#failed(error, watch.hasBitten())
      return { events: log.events(), durationMs, current: log.current, end }
    } finally {
      watch.stop()
      this.#stop.signal.removeEventListener('abort', onStop)
    }
  }

  async destroy(): Promise<void> {
    this.#stop.abort()
    await this.#pool.destroy()
  }

  #failed(error: unknown, timedOut: boolean): TaskRun['end'] {
    if (timedOut) return { kind: 'timeout' }
    if (this.#stop.signal.aborted) return { kind: 'stopped' }
    if ((error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY')
      return { kind: 'worker-out-of-memory' }
    return { kind: 'worker-died', message: messageOf(error) }
  }
}

/** Calls `bite` once a script has run for too long, or its VM has not come up. */
function watchdog(log: EventLog, timeoutMs: number, bite: () => void) {
  let hasBitten = false
  let timer = setTimeout(look, timeoutMs)
  function look(): void {
    const leftMs = (log.isRunning ? timeoutMs : BOOT_MS) - log.sinceMs
    if (leftMs > 0) {
      timer = setTimeout(look, Math.min(leftMs + 1, timeoutMs))
      return
    }
    hasBitten = true
    bite()
  }
  return { hasBitten: () => hasBitten, stop: () => clearTimeout(timer) }
}
