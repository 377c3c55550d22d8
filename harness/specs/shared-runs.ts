/**
 * Runs of a spec file that its tests share: what one test asks for, others have already, or will. The same test asks again
 * because it wants another run of the same, and gets one.
 */
export class SharedRuns<T> {
  readonly #runs = new Map<string, Promise<T>[]>()
  readonly #taken = new Map<string, number>()

  /** The run of this key that the test has not had yet. */
  run(key: string, test: string, start: () => Promise<T>): Promise<T> {
    const runs = this.#runs.get(key) ?? []
    this.#runs.set(key, runs)
    const taker = `${key}\n${test}`
    const number = this.#taken.get(taker) ?? 0
    this.#taken.set(taker, number + 1)
    runs[number] ??= start()
    return runs[number]
  }
}
