import { setMaxListeners } from 'node:events'
import type { Case, Limits } from '../cases/case.js'
import type { Engine, EngineKind, Fingerprint, Project } from '../engines/engine.js'
import type { Axes } from '../engines/native/axes.js'
import { EngineUnavailableError } from '../errors.js'
import { emptyObservation, type Observation } from '../observations/observation.js'

/** How the engine is got ready, and what its keeper has to know. */
export interface Lender {
  /** Gives the engine with these files. Throws EngineUnavailableError. */
  start(project: Project): Promise<Engine>
  /** It could not see a case through. */
  onBroken(engine: Engine): void
  /** The run was given up with this at work. */
  onAbandoned(engine: Engine, work: Promise<unknown>): void
}

const OVER = 'the run is over'

/** An engine as a run has it, though it was there before and stays when the run is over. */
export class LentEngine implements Engine {
  readonly name: string
  readonly kind: EngineKind
  readonly axes: Axes | null
  readonly settings?: readonly string[]
  readonly runInOrder?: NonNullable<Engine['runInOrder']>
  readonly follow?: NonNullable<Engine['follow']>
  readonly #lender: Lender
  readonly #over = new AbortController()
  readonly #work = new Set<Promise<unknown>>()
  #engine: Engine

  constructor(engine: Engine, lender: Lender) {
    this.name = engine.name
    this.kind = engine.kind
    this.axes = engine.axes
    this.#engine = engine
    this.#lender = lender
    // One listener a case that is at work; more than ten are no leak.
    setMaxListeners(0, this.#over.signal)
    if (engine.settings) this.settings = engine.settings
    if (engine.follow) this.follow = (reference: Fingerprint) => this.#engine.follow?.(reference)
    if (engine.runInOrder)
      this.runInOrder = (testCase, limits, order, usual) =>
        this.#observe((inner) => inner.runInOrder!(testCase, limits, order, usual))
  }

  get concurrency(): number {
    return this.#engine.concurrency
  }

  async start(project: Project): Promise<void> {
    // Whoever gives up the run need not wait for a container to start; it is wanted for the next one.
    this.#engine = await this.#unlessOver(this.#lender.start(project), () => {
      throw new EngineUnavailableError(OVER)
    })
  }

  run(testCase: Case, limits: Limits, setting?: string): Promise<Observation> {
    return this.#observe((inner) => inner.run(testCase, limits, setting))
  }

  async stop(): Promise<void> {
    if (this.#over.signal.aborted) return
    this.#over.abort()
    if (this.#work.size > 0) this.#lender.onAbandoned(this.#engine, Promise.allSettled(this.#work))
  }

  fingerprint(): Promise<Fingerprint> {
    return this.#engine.fingerprint()
  }

  incidents(): readonly string[] {
    return this.#engine.incidents?.() ?? []
  }

  async #observe(observe: (engine: Engine) => Promise<Observation>): Promise<Observation> {
    const { aborted } = this.#over.signal
    if (aborted) return emptyObservation('unavailable', OVER)
    const engine = this.#engine
    const work = observe(engine)
    this.#work.add(work)
    const seen = work.finally(() => this.#work.delete(work))
    const observation = await this.#unlessOver(seen, () => emptyObservation('unavailable', OVER))
    if (observation.outcome === 'unavailable' && !this.#over.signal.aborted) this.#lender.onBroken(engine)
    return observation
  }

  async #unlessOver<T>(wanted: Promise<T>, otherwise: () => T): Promise<T> {
    const { signal } = this.#over
    if (signal.aborted) {
      wanted.catch(() => {})
      return otherwise()
    }
    return new Promise<T>((resolve, reject) => {
      const onOver = (): void => {
        try {
          resolve(otherwise())
        } catch (error) {
          reject(error)
        }
      }
      signal.addEventListener('abort', onOver, { once: true })
      wanted.then(resolve, reject).finally(() => signal.removeEventListener('abort', onOver))
    })
  }
}
