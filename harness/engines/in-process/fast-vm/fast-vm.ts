import { beginsTest } from '../../test-event.js'
import type { EventLog } from '../event-log.js'
import type { FastCase, FastSetup, SharedFiles } from '../task.js'
import { imageOf, type Prepared, preparedFrom } from './image.js'
import { Interruption } from './interruption.js'
import { Machine, MachineError, type MachineHost, type Snapshot } from './machine.js'

// A run has one configuration; cases with seeds of their own have more.
const MOST_SNAPSHOTS = 4

// Linear memory only grows. A machine that a case has blown up by more than this is left to the collector.
const MOST_GROWTH_BYTES = 32 * 2 ** 20

// A call into JavaScript for so many instructions, some 0.1 ms, cannot be measured.
const TICK_INSTRUCTIONS = 10_000

/**
 * One machine, put back to a snapshot before each case. A snapshot holds a configuration: the prelude, the host's
 * fakes and the modules compiled; it is made when a case first needs it.
 */
export class FastVm {
  /** With the files of a project, by program and project. */
  readonly #prepared = new Kept()
  /** Without any, by program. */
  readonly #programs = new Kept()
  #images = new Map<string, Uint8Array>()
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

  /** Images of the programs that have been made ready since this was last asked. */
  takeImages(): ReadonlyMap<string, Uint8Array> {
    const images = this.#images
    if (images.size > 0) this.#images = new Map()
    return images
  }

  #prepare(testCase: FastCase): Prepared {
    const { program, project } = testCase.setup
    return this.#prepared.get(`${program.id} ${project.id}`, () => {
      const { snapshot, events } = this.#programs.get(program.id, () => this.#prepareProgram(testCase))
      const machine = this.#takeMachine(testCase.setup, snapshot)
      machine.restore(snapshot)
      const more = this.#listen(testCase)
      machine.addProject(contentsOf(project.files), project.modules)
      this.#machine = machine
      return { snapshot: machine.snapshot(), events: [...events, ...more] }
    })
  }

  #prepareProgram(testCase: FastCase): Prepared {
    const { module, roundHalfUp, program } = testCase.setup
    if (program.image) return preparedFrom(new Uint8Array(program.image))
    const machine = new Machine(module, this.#host)
    const events = this.#listen(testCase)
    machine.setUp({ roundHalfUp, program: new Uint8Array(program.text), files: contentsOf(program.files) })
    this.#machine = machine
    const prepared = { snapshot: machine.snapshot(), events }
    this.#images.set(program.id, imageOf(prepared))
    return prepared
  }

  #listen(testCase: FastCase): Uint8Array[] {
    const events: Uint8Array[] = []
    this.#host.begin(testCase, (bytes) => events.push(bytes.slice()))
    return events
  }
}

/** The latest few of what takes its time to make. */
class Kept {
  readonly #all = new Map<string, Prepared>()

  get(key: string, make: () => Prepared): Prepared {
    const known = this.#all.get(key)
    if (known) return known
    const made = make()
    const [oldest] = this.#all.keys()
    if (this.#all.size >= MOST_SNAPSHOTS && oldest !== undefined) this.#all.delete(oldest)
    this.#all.set(key, made)
    return made
  }
}

function contentsOf({ paths, ends, memory }: SharedFiles): [path: string, content: Uint8Array][] {
  return paths.map((path, index) => {
    const start = ends[index - 1] ?? 0
    return [path, new Uint8Array(memory, start, ends[index]! - start)]
  })
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
