import { askToRun } from './client.js'
import type { Address, Problem, Report, Result, RunEvent } from './protocol.js'

/**
 * Runs of one file on one engine. The first test that asks for its result starts one run of all tests that are wanted,
 * and the others take theirs out of it; a test that asks again (it is retried) is run again, alone.
 */
export class FileRun {
  readonly #address: Address
  readonly #engine: string
  readonly #file: string
  readonly #wanted: () => readonly number[] | null
  readonly #taken = new Set<number>()
  #first: Run | null = null

  constructor(options: {
    address: Address
    engine: string
    file: string
    /** Numbers of the tests to run, once that is known; null for all. */
    wanted: () => readonly number[] | null
  }) {
    this.#address = options.address
    this.#engine = options.engine
    this.#file = options.file
    this.#wanted = options.wanted
  }

  /** The report on a test. */
  async report(n: number): Promise<Report> {
    if (this.#taken.has(n)) return this.#start([n]).report(n)
    this.#taken.add(n)
    this.#first ??= this.#start(this.#wanted())
    return this.#first.report(n)
  }

  /** Waits for the end, and gives what went wrong outside of tests: in teardowns, in blocks, after the last test. */
  async problems(): Promise<readonly Problem[]> {
    return this.#first ? this.#first.problems() : []
  }

  #start(only: readonly number[] | null): Run {
    const run = new Run()
    askToRun(this.#address, { engine: this.#engine, file: this.#file, only }, (event) =>
      run.take(event),
    ).then(
      () => run.end(LOST),
      (error: Error) => run.end({ ...LOST, message: `${LOST.message}: ${error.message}` }),
    )
    return run
  }
}

const LOST: Problem = { name: 'Error', message: 'the engines ended before the file did', frames: [] }
const NO_RESULT: Problem = { name: 'Error', message: 'missing: the engine did not run this test', frames: [] }

/** One run, while it goes on and after it. */
class Run {
  readonly #reports = new Map<number, Report>()
  readonly #waiting = new Map<number, (report: Report) => void>()
  readonly #outside: Problem[] = []
  readonly #ended: Promise<void>
  #markEnded = (): void => {}
  #end: { problem: Problem | null } | null = null
  #isToldOf = false

  constructor() {
    this.#ended = new Promise((resolve) => {
      this.#markEnded = resolve
    })
  }

  report(n: number): Promise<Report> {
    const known = this.#reports.get(n)
    if (known) return Promise.resolve(known)
    if (this.#end) return Promise.resolve(this.#withoutResult(this.#end.problem))
    return new Promise((resolve) => this.#waiting.set(n, resolve))
  }

  async problems(): Promise<readonly Problem[]> {
    await this.#ended
    // A test that it kept from its result has told of it.
    const whole = this.#isToldOf ? null : this.#end!.problem
    return whole ? [...this.#outside, whole] : this.#outside
  }

  take(event: RunEvent): void {
    if (event.kind === 'end') this.end(event.problem)
    else if (event.n === 0) this.#takeOutside(event.names, event.result)
    else this.#takeReport(event.n, event)
  }

  end(problem: Problem | null): void {
    if (this.#end) return
    this.#end = { problem }
    for (const resolve of this.#waiting.values()) resolve(this.#withoutResult(problem))
    this.#markEnded()
  }

  #takeReport(n: number, report: Report): void {
    this.#reports.set(n, report)
    this.#waiting.get(n)?.(report)
    this.#waiting.delete(n)
  }

  #takeOutside(names: readonly string[], result: Result): void {
    if (result.kind !== 'problem') return
    const { problem } = result
    this.#outside.push({ ...problem, message: `${names.join(' > ')}: ${problem.message}` })
  }

  #withoutResult(problem: Problem | null): Report {
    if (problem) this.#isToldOf = true
    const result = { kind: 'problem', problem: problem ?? NO_RESULT } as const
    return { result, durationMs: 0, output: '', errorOutput: '' }
  }
}
