import { workerData } from 'node:worker_threads'
import { messageOf } from '../../errors.js'
import { escapeForFetch } from '../../prelude/job.js'
import { beginsTest } from '../test-event.js'
import { EventLog } from './event-log.js'
import { beginEvent, endEvent } from './fast-vm/events.js'
import { FastVm } from './fast-vm/fast-vm.js'
import { Interruption } from './fast-vm/interruption.js'
import type { Failure, FastTask, ProgramTask, Task, TaskResult, WorkerData } from './task.js'
import type { VmFactory, VmName } from './vm.js'

const FACTORIES: Record<VmName, () => Promise<VmFactory>> = {
  lua51: async () => (await import('./vms/lua51.js')).lua51,
  lua53: async () => (await import('./vms/lua53.js')).lua53,
  lua54: async () => (await import('./vms/lua54.js')).lua54,
}

// tinypool puts its own data first
const { files } = (workerData as [unknown, WorkerData])[1]

/** Does one task. The pool ends this thread when a case takes too long. */
export default async function runTask(call: { task: Task; log: SharedArrayBuffer }): Promise<TaskResult> {
  const log = new EventLog(call.log)
  const { task } = call
  const failure = task.kind === 'fast' ? fastCases(task, log) : attempt(await programCase(task, log))
  return { durationMs: log.sinceMs, failure, overflow: log.overflow, images: fast.takeImages() }
}

async function programCase({ vm, program, memoryBytes }: ProgramTask, log: EventLog): Promise<() => void> {
  const factory = await FACTORIES[vm]()
  const machine = await factory.create({
    emit(event) {
      if (beginsTest(event)) log.start()
      log.append(event)
    },
    fetch(path) {
      const bytes = files.get(path)
      return bytes && escapeForFetch(bytes)
    },
    memoryBytes,
  })
  return () => {
    log.start()
    machine.run(program)
  }
}

// Kept from one task to the next, with the snapshots it has made.
const fast = new FastVm()

function fastCases({ cases }: FastTask, log: EventLog): null {
  for (const [index, testCase] of cases.entries()) {
    log.begin(index)
    log.append(beginEvent(index))
    const failure = attempt(() => fast.run(testCase, log))
    log.append(endEvent({ durationMs: log.sinceMs, failure }))
  }
  return null
}

// What WebAssembly and the JavaScript engine throw when the VM itself breaks.
const TRAPS = new Set(['RuntimeError', 'RangeError', 'TypeError'])

function attempt(run: () => void): Failure | null {
  try {
    run()
    return null
  } catch (error) {
    const message = messageOf(error)
    if (error instanceof Interruption) return { kind: error.limit, message }
    if (error instanceof Error && TRAPS.has(error.name))
      return { kind: 'trap', message: `${error.name}: ${message}` }
    return { kind: /not enough memory/.test(message) ? 'out-of-memory' : 'error', message }
  }
}
