import type { Case } from '../cases/case.js'
import type { Engine, Fingerprint } from '../engines/engine.js'
import { EngineUnavailableError, messageOf } from '../errors.js'
import { emptyObservation } from '../observations/observation.js'
import type { Collected } from './collected.js'
import { observe } from './observe.js'
import { type CutShort, cutShortText, type RunOptions } from './options.js'
import type { EngineResult, EngineStatus, EngineTiming } from './result.js'

/** One engine's part in a run: it is started, runs the cases, and frees what it holds. */
export class EngineRun {
  readonly engine: Engine
  /** Whether engines take turns in being there: each of these has processes of its own, the others share a pool. */
  readonly takesTurns: boolean
  /** What the engine is, once it is ready; null when it is not going to be. */
  readonly ready: Promise<Fingerprint | null>
  readonly #options: RunOptions
  readonly #signal: AbortSignal
  #announce: (fingerprint: Fingerprint | null) => void = () => {}
  #begun = false
  #status: EngineStatus | null = null
  #timing: EngineTiming | null = null
  #incidents: readonly string[] = []
  #freed = false

  constructor(engine: Engine, options: RunOptions, signal: AbortSignal) {
    this.engine = engine
    this.takesTurns = engine.kind !== 'in-process'
    this.#options = options
    this.#signal = signal
    this.ready = new Promise((resolve) => {
      this.#announce = resolve
    })
    // Whoever waits for an engine whose turn does not come any more would wait forever.
    signal.addEventListener('abort', () => this.#announce(null), { once: true })
  }

  get name(): string {
    return this.engine.name
  }

  /** How often it runs each case. */
  get runs(): number {
    return this.engine.settings?.length ?? 1
  }

  /** Whether it can be given cases. */
  get isThere(): boolean {
    return this.#status?.kind === 'ready' && !this.#freed && !this.#signal.aborted
  }

  /**
   * Starts the engine and gives it all cases. An engine that follows the reference takes over from it what it needs
   * before the first. One that takes turns is freed when it is done, unless it may stay for control runs. Throws what is
   * a defect, and nothing else.
   */
  async run(
    collected: Collected,
    reference: Promise<Fingerprint | null>,
    mayStay: () => boolean = () => false,
  ): Promise<void> {
    if (this.#signal.aborted) return
    this.#begun = true
    await this.#start()
    await this.#follow(reference)
    if (this.#status?.kind === 'ready') await this.#runCases(collected)
    else if (this.#status?.kind === 'unavailable') this.#giveUp(collected, this.#status.reason)
    if (this.takesTurns && !mayStay()) await this.#free()
  }

  /** What has become of it so far. */
  result(): EngineResult {
    const { name, kind, axes } = this.engine
    return {
      name,
      kind,
      axes,
      reference: name === this.#options.reference,
      named: this.#options.named,
      incidents: this.#freed ? this.#incidents : [...this.#incidents, ...(this.engine.incidents?.() ?? [])],
      status: this.#status ?? this.#notStarted(),
      timing: this.#timing,
    }
  }

  /** Ends whatever runs; an engine that has been freed is left alone. */
  async stop(): Promise<void> {
    if (!this.#freed) await this.engine.stop()
  }

  async #start(): Promise<void> {
    const { clock, project, onEvent } = this.#options
    const startMs = clock.monotonicMs()
    try {
      await this.engine.start(project, this.#signal)
      this.#status = { kind: 'ready', fingerprint: await this.engine.fingerprint() }
      this.#timing = { startMs: clock.monotonicMs() - startMs, runMs: 0, cases: 0 }
    } catch (error) {
      // However a stop that reached it in the middle has shown, it was not the engine's fault.
      if (this.#signal.aborted) this.#status = this.#notStarted()
      else if (error instanceof EngineUnavailableError)
        this.#status = { kind: 'unavailable', reason: messageOf(error), hint: error.hint }
      else throw error
    }
    this.#announce(this.#status.kind === 'ready' ? this.#status.fingerprint : null)
    onEvent?.({ kind: 'engine', engine: this.result() })
  }

  // What an engine takes over from the reference is part of what it is; where that one is not ready, it stays as it was.
  async #follow(reference: Promise<Fingerprint | null>): Promise<void> {
    if (!this.engine.follow || this.#status?.kind !== 'ready') return
    const followed = await reference
    if (followed === null) return
    this.engine.follow(followed)
    this.#status = { kind: 'ready', fingerprint: await this.engine.fingerprint() }
  }

  async #runCases(collected: Collected): Promise<void> {
    const { cases, clock } = this.#options
    const timing = this.#timing!
    const startMs = clock.monotonicMs()
    const waiting = cases[Symbol.iterator]()
    const worker = async (): Promise<void> => {
      for (let next = waiting.next(); !next.done && !this.#signal.aborted; next = waiting.next()) {
        await this.#runCase(next.value, collected, timing)
      }
    }
    await Promise.all(Array.from({ length: Math.min(this.engine.concurrency, cases.length) }, worker))
    timing.runMs = clock.monotonicMs() - startMs
  }

  async #runCase(testCase: Case, collected: Collected, timing: EngineTiming): Promise<void> {
    try {
      const seen = await observe(this.engine, testCase, this.#options)
      if (this.#signal.aborted) return
      timing.cases++
      collected.add(testCase, this.name, seen)
    } catch (error) {
      // What a stop cut off has not been observed, however it came to its end.
      if (!this.#signal.aborted) throw error
    }
  }

  #giveUp(collected: Collected, reason: string): void {
    const observation = emptyObservation('unavailable', reason)
    for (const testCase of this.#options.cases)
      collected.add(testCase, this.name, { observation, inOtherOrders: [], bySetting: [] })
  }

  async #free(): Promise<void> {
    if (this.#signal.aborted) return
    const incidents = this.engine.incidents?.() ?? []
    try {
      await this.engine.stop()
      this.#incidents = incidents
      this.#freed = true
    } catch (error) {
      // It is tried again at the end of the run.
      this.#incidents = [`could not be stopped after its last case: ${messageOf(error)}`]
    }
  }

  #notStarted(): EngineStatus {
    if (!this.#signal.aborted) return { kind: 'not-started', reason: 'its turn has not come yet' }
    const when = this.#begun ? 'while it was starting' : 'before its turn'
    return { kind: 'not-started', reason: `${cutShortText(this.#signal.reason as CutShort)} ${when}` }
  }
}
