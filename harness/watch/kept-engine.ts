import { setTimeout as delay } from 'node:timers/promises'
import type { Engine, Project } from '../engines/engine.js'
import { EngineUnavailableError } from '../errors.js'
import { LentEngine } from './lent-engine.js'

/**
 * How long cases of a run that was given up may hold an engine of this process before it is replaced: an endless loop would
 * have whoever has just mended it wait for its limit.
 */
const PATIENCE_MS = 100

/** An engine that outlives the runs that it takes part in: it stays up while the files of the project change. */
export class KeptEngine {
  readonly #make: () => Engine
  readonly #closing = new AbortController()
  /** Starting, updating and replacing it, one after the other. */
  #turn: Promise<unknown> = Promise.resolve()
  #engine: Engine
  #project: Project | null = null
  #isBroken = false
  #abandoned: Promise<unknown> | null = null

  /** `make` gives a new engine of always the same name, not started. */
  constructor(make: () => Engine) {
    this.#make = make
    this.#engine = make()
  }

  get name(): string {
    return this.#engine.name
  }

  /** What a run is given: to stop it ends its part in that run alone. */
  lend(): Engine {
    return new LentEngine(this.#engine, {
      start: (project) => this.#inTurn(() => this.#ready(project)),
      onBroken: (engine) => {
        if (engine === this.#engine) this.#isBroken = true
      },
      onAbandoned: (engine, work) => {
        engine.abandon?.()
        if (engine === this.#engine && engine.kind === 'in-process') this.#abandoned = work
      },
    })
  }

  /** Stops it for good. */
  async close(): Promise<void> {
    this.#closing.abort('interrupted')
    await this.#engine.stop()
    await this.#inTurn(() => this.#engine.stop())
  }

  #inTurn<T>(body: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(body)
    this.#turn = turn.catch(() => {})
    return turn
  }

  async #ready(project: Project): Promise<Engine> {
    if (this.#closing.signal.aborted) throw new EngineUnavailableError('it is not needed any more')
    if (this.#project && (this.#isBroken || (await this.#isHeld()) || !this.#canTakeOver(project)))
      await this.#replace()
    if (!this.#project) await this.#start(project)
    else if (this.#project !== project) this.#engine.update!(project)
    this.#project = project
    return this.#engine
  }

  async #start(project: Project): Promise<void> {
    try {
      await this.#engine.start(project, this.#closing.signal)
    } catch (error) {
      await this.#replace()
      throw error
    }
  }

  async #replace(): Promise<void> {
    const old = this.#engine
    this.#project = null
    this.#isBroken = false
    this.#abandoned = null
    this.#engine = this.#make()
    await old.stop()
  }

  async #isHeld(): Promise<boolean> {
    const abandoned = this.#abandoned
    this.#abandoned = null
    if (!abandoned) return false
    return Promise.race([abandoned.then(() => false), delay(PATIENCE_MS, true)])
  }

  // What the program's own host is, a container is told when it starts.
  #canTakeOver(project: Project): boolean {
    if (project === this.#project) return true
    const [before, now] = [this.#project!.host.ruby?.source, project.host.ruby?.source]
    const isSameHost = before === now || (before !== undefined && now !== undefined && before.equals(now))
    return this.#engine.update !== undefined && isSameHost
  }
}
