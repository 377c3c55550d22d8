import type { Changes } from './request.js'

type Change = Changes extends ReadonlyMap<string, infer Kind> ? Kind : never

/** Editors write several files at once, and one in several steps; what comes within this time is one save. */
const QUIET_MS = 20
/** Where it never stops, it is taken to be one after this. */
const LONGEST_MS = 200

/** Gathers files that are saved together. */
export class Saves {
  readonly #onSaved: (changes: Changes, since: number) => void
  #changes = new Map<string, Change>()
  #since = Number.POSITIVE_INFINITY
  #quiet: NodeJS.Timeout | undefined
  #longest: NodeJS.Timeout | undefined

  constructor(onSaved: (changes: Changes, since: number) => void) {
    this.#onSaved = onSaved
  }

  /** A file was saved, or removed, at this time. */
  add(path: string, change: Change, at: number): void {
    const before = this.#changes.get(path)
    // One that is replaced goes and comes.
    this.#changes.set(path, before !== undefined && before !== change ? 'changed' : change)
    this.#since = Math.min(this.#since, at)
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => this.#done(), QUIET_MS)
    this.#longest ??= setTimeout(() => this.#done(), LONGEST_MS)
  }

  /** Forgets what has been gathered. */
  drop(): void {
    clearTimeout(this.#quiet)
    clearTimeout(this.#longest)
    this.#longest = undefined
    this.#changes = new Map()
    this.#since = Number.POSITIVE_INFINITY
  }

  #done(): void {
    const [changes, since] = [this.#changes, this.#since]
    this.drop()
    this.#onSaved(changes, since)
  }
}
