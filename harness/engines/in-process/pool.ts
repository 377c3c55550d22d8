import { setMaxListeners } from 'node:events'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { MessageChannel, type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import { Tinypool } from 'tinypool'
import { messageOf } from '../../errors.js'
import { packageRoot } from '../../package-root.js'
import type { Task, TaskResult, WorkerData, WorkerMessage } from './worker.js'

/** How one task went: its events so far, and its end. */
export interface TaskRun {
  events: string[]
  /** Time in the script; up to the kill when it timed out. */
  durationMs: number
  end:
    | { kind: 'done'; failure: TaskResult['failure'] }
    | { kind: 'timeout' }
    | { kind: 'worker-out-of-memory' }
    | { kind: 'worker-died'; message: string }
    | { kind: 'stopped' }
}

// Node 20 aborts this process now and then when a worker ends while V8 compiles for it on another thread
// and the compiler needs memory ("NodePlatform::ForIsolate ... Assertion failed"). Workers made from now on
// compile on their own thread.
setFlagsFromString('--no-concurrent-recompilation')

// A VM that takes this long to come up is counted as hung; cold starts on a loaded machine take 1 s.
const BOOT_MS = 30_000

/**
 * Worker threads shared by the in-process engines of a run: each task gets a fresh VM, and a task that
 * does not end is ended with its thread, as no hook inside a VM stops a loop in C.
 */
export class WorkerPool {
  readonly size: number
  readonly #pool: Tinypool
  readonly #stop = new AbortController()

  /** `memoryBytes` caps a worker's JavaScript heap, which is where fengari's Lua values live. */
  constructor(data: WorkerData, size: number, memoryBytes: number) {
    this.size = size
    // One listener a case that runs or waits; more than ten are no leak.
    setMaxListeners(0, this.#stop.signal)
    this.#pool = new Tinypool({
      // Compiled by the build also when the rest runs from source, as threads load plain JavaScript.
      filename: join(packageRoot, 'dist', 'engines', 'in-process', 'worker.js'),
      minThreads: 1,
      maxThreads: size,
      workerData: data,
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: Math.ceil(memoryBytes / 2 ** 20) + 64 },
    })
  }

  async run(task: Omit<Task, 'port'>, timeoutMs: number): Promise<TaskRun> {
    const { port1: inbox, port2: port } = new MessageChannel()
    const receiver = new Receiver(inbox)
    const kill = new AbortController()
    const end = (): void => kill.abort()
    this.#stop.signal.addEventListener('abort', end, { once: true })
    let timedOut = false
    let startedAt = 0
    const onDeadline = (): void => {
      timedOut = true
      kill.abort()
    }
    let timer: NodeJS.Timeout | undefined
    receiver.onPhase = (phase) => {
      if (phase === 'running') startedAt = performance.now()
      clearTimeout(timer)
      timer = setTimeout(onDeadline, phase === 'booting' ? BOOT_MS : timeoutMs)
    }
    try {
      if (this.#stop.signal.aborted) kill.abort()
      const result = (await this.#pool.run(
        { ...task, port },
        { transferList: [port], signal: kill.signal },
      )) as TaskResult
      await receiver.count(result.messages)
      return {
        events: receiver.events,
        durationMs: result.durationMs,
        end: { kind: 'done', failure: result.failure },
      }
    } catch (error) {
      receiver.drain()
      const durationMs = startedAt === 0 ? 0 : performance.now() - startedAt
      return { events: receiver.events, durationMs, end: this.#failed(error, timedOut) }
    } finally {
      clearTimeout(timer)
      this.#stop.signal.removeEventListener('abort', end)
      inbox.close()
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

class Receiver {
  readonly events: string[] = []
  onPhase: (phase: 'booting' | 'running') => void = () => {}
  #received = 0
  #waiting: { count: number; resolve: () => void } | null = null
  readonly #inbox: MessagePort

  constructor(inbox: MessagePort) {
    this.#inbox = inbox
    inbox.on('message', (message: WorkerMessage) => this.#take(message))
  }

  /** Resolves when that many messages have come; the result may overtake them. */
  count(count: number): Promise<void> {
    if (this.#received >= count) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiting = { count, resolve }
    })
  }

  /** Takes what a thread that is gone had posted. */
  drain(): void {
    for (let next = receiveMessageOnPort(this.#inbox); next; next = receiveMessageOnPort(this.#inbox)) {
      this.#take(next.message as WorkerMessage)
    }
  }

  #take(message: WorkerMessage): void {
    this.#received++
    if (message.kind === 'events') this.events.push(...message.events)
    else this.onPhase(message.kind)
    if (this.#waiting && this.#received >= this.#waiting.count) this.#waiting.resolve()
  }
}
