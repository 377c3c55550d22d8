import type { Captured } from '../../observations/observation.js'

/** Bytes in the order they come, up to a limit; what comes beyond is dropped and marked. */
export class CappedOutput {
  readonly #limit: number
  readonly #chunks: Buffer[] = []
  #size = 0
  #truncated = false

  constructor(limit: number) {
    this.#limit = limit
  }

  push(chunk: Buffer): void {
    const kept = chunk.subarray(0, this.#limit - this.#size)
    if (kept.length < chunk.length) this.#truncated = true
    if (kept.length === 0) return
    // A copy, so that the few bytes kept do not hold a large chunk.
    this.#chunks.push(Buffer.from(kept))
    this.#size += kept.length
  }

  captured(): Captured {
    return { bytes: Buffer.concat(this.#chunks), truncated: this.#truncated }
  }
}
