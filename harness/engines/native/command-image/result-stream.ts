export interface ResultStreamHandlers {
  /** One event of the prelude. */
  onEvent(event: string): unknown
  /** What lies between the events. */
  onOutput(bytes: Buffer): unknown
}

const NEWLINE = 10

/**
 * Takes events out of a process's standard output: each is a line behind a token that nobody else knows, wherever in a
 * line it begins. Everything else was written past the prelude.
 */
export class ResultStream {
  readonly #token: Buffer
  readonly #handlers: ResultStreamHandlers
  // What may yet turn out to be the beginning of a token.
  #rest: Buffer = Buffer.alloc(0)
  // The parts of an event whose end has not come.
  #event: Buffer[] | null = null

  constructor(token: string, handlers: ResultStreamHandlers) {
    this.#token = Buffer.from(token, 'latin1')
    this.#handlers = handlers
  }

  push(chunk: Buffer): void {
    let bytes = chunk
    while (bytes.length > 0) bytes = this.#event ? this.#inside(this.#event, bytes) : this.#outside(bytes)
  }

  /** Nothing more will come; an event without its end was cut off and does not count. */
  end(): void {
    if (!this.#event && this.#rest.length > 0) this.#handlers.onOutput(this.#rest)
    this.#rest = Buffer.alloc(0)
    this.#event = null
  }

  #inside(parts: Buffer[], bytes: Buffer): Buffer {
    const end = bytes.indexOf(NEWLINE)
    if (end < 0) {
      parts.push(bytes)
      return Buffer.alloc(0)
    }
    parts.push(bytes.subarray(0, end))
    this.#event = null
    this.#handlers.onEvent(Buffer.concat(parts).toString('latin1'))
    return bytes.subarray(end + 1)
  }

  #outside(bytes: Buffer): Buffer {
    const all = this.#rest.length > 0 ? Buffer.concat([this.#rest, bytes]) : bytes
    this.#rest = Buffer.alloc(0)
    const start = all.indexOf(this.#token)
    const output = all.subarray(0, start < 0 ? all.length - this.#possibleStart(all) : start)
    if (output.length > 0) this.#handlers.onOutput(output)
    if (start < 0) {
      this.#rest = all.subarray(output.length)
      return Buffer.alloc(0)
    }
    this.#event = []
    return all.subarray(start + this.#token.length)
  }

  // How many bytes at the end are the beginning of a token.
  #possibleStart(bytes: Buffer): number {
    const most = Math.min(this.#token.length - 1, bytes.length)
    for (let length = most; length > 0; length--) {
      if (bytes.subarray(bytes.length - length).equals(this.#token.subarray(0, length))) return length
    }
    return 0
  }
}
