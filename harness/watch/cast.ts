import type { Engine } from '../engines/engine.js'
import { EngineUnavailableError } from '../errors.js'
import type { ExplainOptions } from '../runs/laboratory.js'
import type { RunOptions } from '../runs/run.js'
import { KeptEngine } from './kept-engine.js'

/** Which engines take part in watching. */
export interface Cast {
  /** Makes the one that answers at once. */
  quick: () => Engine
  /** Make those that are asked in the background. */
  others: readonly (() => Engine)[]
  /** Name of the engine that the others are held against, once there are others. */
  reference: string
  /** Whether the user named the others, so that the absence of one is an error. */
  named: boolean
  /** How causes of differences are looked for; null for not at all. */
  explain: ExplainOptions | null
  /** What is to be said of the choice. */
  notes: readonly string[]
}

type Part = Pick<RunOptions, 'engines' | 'reference' | 'named' | 'explain'>

/** The engines of a cast, which stay up until it is closed. */
export class KeptCast {
  readonly notes: readonly string[]
  readonly named: boolean
  readonly #cast: Cast
  readonly #quick: KeptEngine
  readonly #others: readonly KeptEngine[]

  constructor(cast: Cast) {
    this.notes = cast.notes
    this.named = cast.named
    this.#cast = cast
    this.#quick = new KeptEngine(cast.quick)
    this.#others = cast.others.map((make) => new KeptEngine(make))
  }

  get quickName(): string {
    return this.#quick.name
  }

  get otherNames(): string[] {
    return this.#others.map(({ name }) => name)
  }

  /** What a run on the quick engine alone is given. */
  forQuick(): Part {
    const part = this.#part([this.#quick], this.#quick.name)
    const { explain } = part
    return explain ? { ...part, explain: { ...explain, engineFor: notPart } } : part
  }

  /** What a run on all engines is given. */
  forAll(): Part {
    return this.#part([this.#quick, ...this.#others], this.#cast.reference)
  }

  async close(): Promise<void> {
    await Promise.all([this.#quick, ...this.#others].map((engine) => engine.close()))
  }

  #part(engines: readonly KeptEngine[], reference: string): Part {
    const { named, explain } = this.#cast
    return { engines: engines.map((engine) => engine.lend()), reference, named, ...(explain && { explain }) }
  }
}

// Nobody waits for another engine to start before the first result.
async function notPart(name: string): Promise<Engine> {
  throw new EngineUnavailableError(`${name} is asked in the background alone`)
}
