import { EngineUnavailableError, messageOf } from '../../../errors.js'
import type { LuaContainer } from './container.js'

export interface ContainerPoolOptions {
  /** Containers at most, and so uses at once. */
  size: number
  /** Starts a container in which cases can be run; throws EngineUnavailableError. */
  start(): Promise<LuaContainer>
}

/** What a use of a container came to, and whether the container can serve again. */
export interface Use<T> {
  result: T
  keep: boolean
}

interface Slot {
  container: LuaContainer | null
}

/** However many containers end by themselves, a run goes on with others no more often than this. */
const MAX_LOST = 12

/** Warm containers, each used by one at a time, replaced when they are lost or no longer fit for use. */
export class ContainerPool {
  readonly #options: ContainerPoolOptions
  readonly #slots: Slot[]
  readonly #free: Slot[]
  readonly #waiting: ((slot: Slot) => void)[] = []
  readonly #starting = new Set<Promise<unknown>>()
  #failure: string | null = null

  constructor(options: ContainerPoolOptions, first: LuaContainer) {
    this.#options = options
    this.#slots = Array.from({ length: options.size }, (_, index) => ({
      container: index === 0 ? first : null,
    }))
    this.#free = [...this.#slots]
  }

  /** Each loss of a container, in words. */
  readonly incidents: string[] = []

  /**
   * Has a container used, as soon as one is free. Throws EngineUnavailableError when there is none to be had any more.
   */
  async use<T>(work: (container: LuaContainer) => Promise<Use<T>>): Promise<T> {
    const slot = this.#free.shift() ?? (await new Promise<Slot>((resolve) => this.#waiting.push(resolve)))
    try {
      const { result, keep } = await work(await this.#containerOf(slot))
      if (!keep) await this.#drop(slot)
      return result
    } finally {
      const next = this.#waiting.shift()
      if (next) next(slot)
      else this.#free.unshift(slot)
    }
  }

  /** Says that a container came to its end by itself. */
  reportLoss(reason: string): void {
    if (this.#failure !== null) return
    this.incidents.push(`${reason}; its case was run again in a new container`)
    if (this.incidents.length >= MAX_LOST) {
      this.#failure = `${reason}; ${this.incidents.length} containers were lost in this run`
    }
  }

  /** Kills all containers; whoever waits for one gets `reason` as an error. */
  async stop(reason: string): Promise<void> {
    this.#failure = reason
    await Promise.all([...this.#slots.map((slot) => this.#drop(slot)), ...this.#starting])
  }

  async #containerOf(slot: Slot): Promise<LuaContainer> {
    this.#throwIfFailed()
    const loss = slot.container?.lost
    if (loss) {
      this.reportLoss(loss)
      await this.#drop(slot)
      this.#throwIfFailed()
    }
    if (slot.container) return slot.container
    const starting = this.#start(slot)
    const settled = starting.catch(() => {})
    this.#starting.add(settled)
    try {
      return await starting
    } finally {
      this.#starting.delete(settled)
    }
  }

  async #start(slot: Slot): Promise<LuaContainer> {
    let container: LuaContainer
    try {
      container = await this.#options.start()
    } catch (error) {
      // What cannot be started now is not tried again for each of the cases behind.
      this.#failure ??= messageOf(error)
      throw error
    }
    if (this.#failure !== null) {
      await container.kill()
      this.#throwIfFailed()
    }
    slot.container = container
    return container
  }

  async #drop(slot: Slot): Promise<void> {
    const { container } = slot
    slot.container = null
    await container?.kill()
  }

  #throwIfFailed(): void {
    if (this.#failure !== null) throw new EngineUnavailableError(this.#failure)
  }
}
