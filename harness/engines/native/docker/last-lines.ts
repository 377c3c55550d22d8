/** Keeps the last lines of a stream of text, for the message of a failure. */
export class LastLines {
  readonly #limit: number
  #lines: string[] = []

  constructor(limit: number) {
    this.#limit = limit
  }

  /** Takes whole lines; blank ones are dropped, they say nothing in a message. */
  push(text: string): void {
    for (const line of text.split(/\r\n|\r|\n/)) {
      if (line.trim() !== '') this.#lines.push(line.trimEnd())
    }
    this.#lines = this.#lines.slice(-this.#limit)
  }

  clear(): void {
    this.#lines = []
  }

  /** The lines kept, oldest first. */
  get all(): readonly string[] {
    return this.#lines
  }
}
