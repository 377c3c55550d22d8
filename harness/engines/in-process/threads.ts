import { Worker, type WorkerOptions } from 'node:worker_threads'

/** What a thread answers a task with. */
export type Answer<T> = { result: T } | { error: unknown }

export interface ThreadOptions {
  /** Threads at the most. */
  size: number
  /** Threads that start at once. */
  ready: number
  worker: WorkerOptions
}

interface Waiting<T> {
  task: unknown
  signal: AbortSignal
  resolve: (result: T) => void
  reject: (error: unknown) => void
  onAbort: () => void
}

/**
 * Threads that do one task at a time each, in the order in which they are asked for. By itself, as threads that are
 * started from a package's own files by way of its own modules take twice as long to start.
 */
export class Threads<T> {
  readonly #file: string
  readonly #options: ThreadOptions
  readonly #idle: Worker[] = []
  readonly #busy = new Map<Worker, Waiting<T>>()
  readonly #waiting: Waiting<T>[] = []
  readonly #ending = new Set<Promise<unknown>>()
  #isOver = false

  /** The file is a module that answers each message with an `Answer`. */
  constructor(file: string, options: ThreadOptions) {
    this.#file = file
    this.#options = options
    for (let i = 0; i < Math.min(options.ready, options.size); i++) this.#idle.push(this.#start())
  }

  /** Gives a task to a thread. Aborted, it is rejected at once, and the thread that is at it is ended. */
  run(task: unknown, signal: AbortSignal): Promise<T> {
    if (this.#isOver || signal.aborted) return Promise.reject(new Error('the task was ended'))
    return new Promise<T>((resolve, reject) => {
      const onAbort = (): void => this.#abort(waiting)
      const waiting = { task, signal, resolve, reject, onAbort }
      signal.addEventListener('abort', onAbort, { once: true })
      this.#waiting.push(waiting)
      this.#assign()
    })
  }

  /** Ends all threads, and rejects what they were at and what waits for them. */
  async destroy(): Promise<void> {
    this.#isOver = true
    const left = [...this.#waiting.splice(0), ...this.#busy.values()]
    for (const worker of [...this.#idle.splice(0), ...this.#busy.keys()]) this.#end(worker)
    this.#busy.clear()
    for (const waiting of left) settled(waiting).reject(new Error('the threads were ended'))
    await Promise.all(this.#ending)
  }

  #assign(): void {
    while (this.#waiting.length > 0 && !this.#isOver) {
      const worker = this.#idle.shift() ?? (this.#busy.size < this.#options.size ? this.#start() : null)
      if (!worker) return
      const waiting = this.#waiting.shift()!
      this.#busy.set(worker, waiting)
      worker.ref()
      worker.postMessage(waiting.task)
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#file, this.#options.worker)
    // One that has nothing to do keeps no process from ending.
    worker.unref()
    worker.on('message', (answer: Answer<T>) => {
      const waiting = this.#busy.get(worker)
      if (!waiting) return
      this.#busy.delete(worker)
      worker.unref()
      this.#idle.push(worker)
      if ('error' in answer) settled(waiting).reject(answer.error)
      else settled(waiting).resolve(answer.result)
      this.#assign()
    })
    worker.on('error', (error) => this.#lost(worker, error))
    worker.on('exit', (code) => this.#lost(worker, new Error(`the thread ended with code ${code}`)))
    return worker
  }

  // Ended by itself: out of memory, or by a defect.
  #lost(worker: Worker, error: unknown): void {
    const at = this.#idle.indexOf(worker)
    if (at >= 0) this.#idle.splice(at, 1)
    const waiting = this.#busy.get(worker)
    this.#busy.delete(worker)
    if (waiting) settled(waiting).reject(error)
    this.#assign()
  }

  #abort(waiting: Waiting<T>): void {
    const at = this.#waiting.indexOf(waiting)
    if (at >= 0) this.#waiting.splice(at, 1)
    for (const [worker, task] of this.#busy) {
      if (task !== waiting) continue
      this.#busy.delete(worker)
      this.#end(worker)
    }
    waiting.reject(new Error('the task was ended'))
    this.#assign()
  }

  #end(worker: Worker): void {
    const ended = worker.terminate().finally(() => this.#ending.delete(ended))
    this.#ending.add(ended)
  }
}

function settled<T>(waiting: Waiting<T>): Waiting<T> {
  waiting.signal.removeEventListener('abort', waiting.onAbort)
  return waiting
}
