/**
 * What a worker thread tells of the cases it is running, in memory that it shares with the main thread: a thread
 * that has to be ended takes nothing with it, and an event costs a copy instead of a message.
 */
export class EventLog {
  readonly memory: SharedArrayBuffer
  /** What had no room in the log, for the worker to hand over at the end. */
  readonly overflow: string[] = []
  readonly #header: Int32Array
  readonly #since: Float64Array
  readonly #bytes: Buffer

  /** A log with room for `capacity` bytes, or the one whose memory another thread shares. */
  constructor(source: number | SharedArrayBuffer) {
    this.memory = typeof source === 'number' ? new SharedArrayBuffer(HEADER_BYTES + source) : source
    this.#header = new Int32Array(this.memory, 0, 3)
    this.#since = new Float64Array(this.memory, 16, 1)
    this.#bytes = Buffer.from(this.memory, HEADER_BYTES)
  }

  /** Empties the log for the next task. */
  reset(): void {
    this.overflow.length = 0
    Atomics.store(this.#header, SIZE, 0)
    this.begin(0)
  }

  /** The worker's: gets ready for the case of this index in its task. */
  begin(index: number): void {
    this.#since[0] = now()
    Atomics.store(this.#header, CURRENT, index)
    Atomics.store(this.#header, PHASE, WAITING)
  }

  /** The worker's: the script starts now. */
  start(): void {
    this.#since[0] = now()
    Atomics.store(this.#header, PHASE, RUNNING)
  }

  /** Which case is running or next to run. */
  get current(): number {
    return Atomics.load(this.#header, CURRENT)
  }

  get isRunning(): boolean {
    return Atomics.load(this.#header, PHASE) === RUNNING
  }

  /** Milliseconds since the script started, or since its VM has been worked on. */
  get sinceMs(): number {
    return now() - this.#since[0]!
  }

  /** Appends an event that is a JavaScript string (ASCII). */
  append(event: string): void {
    if (!this.#fits(event.length)) this.overflow.push(event)
    else this.#commit(this.#bytes.write(event, Atomics.load(this.#header, SIZE), event.length, 'latin1'))
  }

  /** Appends an event from a VM's own memory. */
  appendBytes(event: Uint8Array): void {
    if (!this.#fits(event.length)) {
      this.overflow.push(Buffer.from(event).toString('latin1'))
      return
    }
    this.#bytes.set(event, Atomics.load(this.#header, SIZE))
    this.#commit(event.length)
  }

  /** The events so far, in order, those that had no room not included. */
  events(): string[] {
    const size = Atomics.load(this.#header, SIZE)
    return size === 0 ? [] : this.#bytes.toString('latin1', 0, size - 1).split('\n')
  }

  // Once one had no room, none has: the order is kept.
  #fits(length: number): boolean {
    return this.overflow.length === 0 && Atomics.load(this.#header, SIZE) + length < this.#bytes.length
  }

  #commit(length: number): void {
    const end = Atomics.load(this.#header, SIZE) + length
    this.#bytes[end] = NEWLINE
    // Last, so that a thread that is ended half-way has told nothing rather than half an event.
    Atomics.store(this.#header, SIZE, end + 1)
  }
}

// The header: bytes used, phase and case as 32-bit integers, then since when.
const HEADER_BYTES = 24
const [SIZE, PHASE, CURRENT] = [0, 1, 2]
const [WAITING, RUNNING] = [0, 1]
const NEWLINE = 10

// On the clock that all threads share.
function now(): number {
  return performance.timeOrigin + performance.now()
}
