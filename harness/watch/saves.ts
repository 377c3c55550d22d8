/** Editors write several files at once, and one in several steps; what comes within this time is one save. */
const QUIET_MS = 20
/** Where it never stops, it is taken to be one after this. */
const LONGEST_MS = 200

/** Gathers files that are saved together. */
export class Saves {
  readonly #onSaved: (paths: readonly string[], since: number) => void
  readonly #paths = new Set<string>()
  #since = Number.POSITIVE_INFINITY
  #quiet: NodeJS.Timeout | undefined
  #longest: NodeJS.Timeout | undefined

  constructor(onSaved: (paths: readonly string[], since: number) => void) {
    this.#onSaved = onSaved
  }

  /** A file was saved at this time. */
  add(path: string, at: number): void {
    this.#paths.add(path)
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
    this.#paths.clear()
    this.#since = Number.POSITIVE_INFINITY
  }

  #done(): void {
    const [paths, since] = [[...this.#paths].sort(), this.#since]
    this.drop()
    this.#onSaved(paths, since)
  }
}
