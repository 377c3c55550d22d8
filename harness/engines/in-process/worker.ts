import { type MessagePort, workerData } from 'node:worker_threads'
import { messageOf } from '../../errors.js'
import { escapeForFetch } from '../../prelude/job.js'
import type { Vm, VmFactory, VmName } from './vm.js'

/** One case for a worker. */
export interface Task {
  vm: VmName
  program: string
  memoryBytes: number
  /** Carries `WorkerMessage`s while the case runs, so that they outlive a terminated worker. */
  port: MessagePort
}

export type WorkerMessage = { kind: 'booting' } | { kind: 'running' } | { kind: 'events'; events: string[] }

/** How a task ended; `messages` is how many were posted on the port. */
export interface TaskResult {
  durationMs: number
  messages: number
  /** Set when the VM threw instead of returning. */
  failure: { kind: 'trap' | 'out-of-memory' | 'error'; message: string } | null
}

/** What each worker is given once, when it starts. */
export interface WorkerData {
  files: ReadonlyMap<string, Uint8Array>
}

const FACTORIES: Record<VmName, () => Promise<VmFactory>> = {
  lua51: async () => (await import('./vms/lua51.js')).lua51,
  lua53: async () => (await import('./vms/lua53.js')).lua53,
  lua54: async () => (await import('./vms/lua54.js')).lua54,
}

// What WebAssembly and the JavaScript engine throw when the VM itself breaks.
const TRAPS = new Set(['RuntimeError', 'RangeError', 'TypeError'])

// The first ones at once: they must not be lost with a thread that hangs and is ended. Then in groups,
// as a message a print would cost more than the script.
const EAGER_MESSAGES = 200
const FLUSH_BYTES = 32 * 1024
const FLUSH_MS = 20

/** Runs one case in a fresh VM. The pool ends this thread when the case takes too long. */
export default async function runTask({ vm, program, memoryBytes, port }: Task): Promise<TaskResult> {
  const outbox = new Outbox(port)
  outbox.post({ kind: 'booting' })
  // tinypool puts its own data first
  const { files } = (workerData as [unknown, WorkerData])[1]
  const factory = await FACTORIES[vm]()
  const machine = await factory.create({
    emit: (event) => outbox.event(event),
    fetch(path) {
      const bytes = files.get(path)
      return bytes && escapeForFetch(bytes)
    },
    memoryBytes,
  })
  outbox.post({ kind: 'running' })
  const started = performance.now()
  const failure = attempt(machine, program)
  const durationMs = performance.now() - started
  outbox.flush()
  return { durationMs, messages: outbox.posted, failure }
}

function attempt(machine: Vm, program: string): TaskResult['failure'] {
  try {
    machine.run(program)
    return null
  } catch (error) {
    const message = messageOf(error)
    if (error instanceof Error && TRAPS.has(error.name))
      return { kind: 'trap', message: `${error.name}: ${message}` }
    return { kind: /not enough memory/.test(message) ? 'out-of-memory' : 'error', message }
  }
}

class Outbox {
  posted = 0
  #events: string[] = []
  #size = 0
  #flushed = performance.now()
  readonly #port: MessagePort

  constructor(port: MessagePort) {
    this.#port = port
  }

  event(event: string): void {
    this.#events.push(event)
    this.#size += event.length
    const due = this.#size > FLUSH_BYTES || performance.now() - this.#flushed > FLUSH_MS
    if (due || this.posted < EAGER_MESSAGES) this.flush()
  }

  flush(): void {
    if (this.#events.length > 0) this.post({ kind: 'events', events: this.#events })
    this.#events = []
    this.#size = 0
    this.#flushed = performance.now()
  }

  post(message: WorkerMessage): void {
    this.posted++
    this.#port.postMessage(message)
  }
}
