import { beginsTest } from '../../test-event.js'
import type { EventLog } from '../event-log.js'
import type { FastCase, FastSetup } from '../task.js'
import { Interruption } from './interruption.js'
import { Machine, MachineError, type MachineHost, type Snapshot } from './machine.js'

// A run has one configuration; cases with seeds of their own have more.
const MOST_SNAPSHOTS = 4

// Linear memory only grows. A machine that a case has blown up by more than this is left to the collector.
const MOST_GROWTH_BYTES = 32 * 2 ** 20

// A call into JavaScript for so many instructions, some 0.1 ms, cannot be measured.
const TICK_INSTRUCTIONS = 10_000

/** A machine ready for cases, and what its setting up had to tell, which every case tells again. */
interface Prepared {
  snapshot: Snapshot
  events: Uint8Array[]
}

/**
 * One machine, put back to a snapshot before each case. A snapshot holds a configuration: the prelude, the host's
 * fakes and the modules compiled; it is made when a case first needs it.
 */
export class FastVm {
  readonly #prepared = new Map<string, Prepared>()
  readonly #host = new CaseHost()
  #machine: Machine | null = null

  /**
   * Runs a case; its events go to the log. Throws Interruption at a limit, MachineError when an error came through
   * the prelude, and what WebAssembly throws when the VM breaks.
   */
  run(testCase: FastCase, log: EventLog): void {
    const { snapshot, events } = this.#prepare(testCase)
    const machine = this.#takeMachine(testCase.setup, snapshot)
    machine.restore(snapshot)
    const tickEvery = this.#host.begin(testCase, (bytes) => {
      if (beginsTest(bytes)) {
        log.start()
        this.#host.restart(testCase)
      }
      log.appendBytes(bytes)
    })
    for (const event of events) log.appendBytes(event)
    log.start()
    try {
      const message = machine.call(testCase.parameters, {
        memoryBytes: testCase.memoryBytes,
        order: testCase.order,
        tickEvery,
      })
      this.#machine = machine
      if (message !== null) throw new MachineError(message)
    } catch (error) {
      // Ended from outside it is whole, and restored before its next case; after anything else it is not used again.
      if (error instanceof Interruption) this.#machine = machine
      throw error
    }
  }

  #takeMachine({ module }: FastSetup, { heapStart, heap }: Snapshot): Machine {
    const machine = this.#machine
    this.#machine = null
    return machine && machine.memoryBytes <= heapStart + heap.length + MOST_GROWTH_BYTES
      ? machine
      : new Machine(module, this.#host)
  }

  #prepare(testCase: FastCase): Prepared {
    const { setup } = testCase
    const key = `${setup.roundHalfUp} ${setup.program.id}`
    const known = this.#prepared.get(key)
    if (known) return known
    const machine = new Machine(setup.module, this.#host)
    const events: Uint8Array[] = []
    this.#host.begin(testCase, (bytes) => events.push(bytes.slice()))
    const { text, files } = setup.program
    machine.setUp({
      ...setup,
      program: new Uint8Array(text),
      files: files.paths.map((path, index) => {
        const start = files.ends[index - 1] ?? 0
        return [path, new Uint8Array(files.memory, start, files.ends[index]! - start)]
      }),
    })
    const prepared = { snapshot: machine.snapshot(), events }
    const [oldest] = this.#prepared.keys()
    if (this.#prepared.size >= MOST_SNAPSHOTS && oldest !== undefined) this.#prepared.delete(oldest)
    this.#prepared.set(key, prepared)
    return prepared
  }
}

function tickEvery({ instructions }: FastCase): number {
  return Math.min(TICK_INSTRUCTIONS, instructions ?? TICK_INSTRUCTIONS)
}

/** Hands on the events of what is running, and ends it at its limits. */
class CaseHost implements MachineHost {
  write: (bytes: Uint8Array) => void = () => {}
  #deadlineMs = Number.POSITIVE_INFINITY
  #ticksLeft = Number.POSITIVE_INFINITY

  /** What runs from now on has these limits; the result is after how many instructions to tick. */
  begin(testCase: FastCase, write: (bytes: Uint8Array) => void): number {
    this.write = write
    this.restart(testCase)
    return tickEvery(testCase)
  }

  /** The limits count from now on. */
  restart(testCase: FastCase): void {
    const { timeoutMs, instructions } = testCase
    this.#deadlineMs = performance.now() + timeoutMs
    this.#ticksLeft =
      instructions === null ? Number.POSITIVE_INFINITY : Math.ceil(instructions / tickEvery(testCase))
  }

  tick(): void {
    if (--this.#ticksLeft <= 0) throw new Interruption('instructions')
    if (performance.now() > this.#deadlineMs) throw new Interruption('timeout')
  }

  clock(): number {
    return (performance.timeOrigin + performance.now()) / 1000
  }
}
