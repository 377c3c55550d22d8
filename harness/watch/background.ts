import { type RunEvent, type RunOptions, run } from '../runs/run.js'
import type { Board, Wanted } from './board.js'
import type { Absent, Comparison } from './view.js'

export interface BackgroundOptions {
  board: Board
  /** Whether it compares before anybody asks for it. */
  isOn: boolean
  /** A run of these on all engines. */
  runOptions: (wanted: readonly Wanted[]) => Omit<RunOptions, 'signal' | 'orders' | 'onEvent'>
  hasOthers: () => boolean
  /** What there is to be shown has changed. */
  onChange: () => void
  /** It has thrown, which is a defect. */
  onDefect: (error: unknown) => void
}

/** The comparison with the other engines, in the background: of what has changed since the last one. */
export class Background {
  readonly #options: BackgroundOptions
  #state: Comparison['state']
  #absent: readonly Absent[] = []
  #judged = 0
  #stop: AbortController | null = null
  #ended: Promise<unknown> = Promise.resolve()

  constructor(options: BackgroundOptions) {
    this.#options = options
    this.#state = options.isOn ? 'waiting' : 'off'
  }

  get facts(): Pick<Comparison, 'state' | 'absent'> & { judged: number } {
    return { state: this.#state, absent: this.#absent, judged: this.#judged }
  }

  /** Resolves when nothing is left of the runs so far. */
  get ended(): Promise<unknown> {
    return this.#ended
  }

  /** Compares what has not been compared as it is now. */
  start(): void {
    if (this.#state === 'off') return
    this.giveUp()
    const wanted = this.#options.hasOthers() ? this.#options.board.uncompared() : []
    this.#state = wanted.length === 0 ? 'done' : 'starting'
    if (wanted.length > 0) {
      const stop = new AbortController()
      this.#stop = stop
      const running = this.#run(wanted, stop).catch(this.#options.onDefect)
      this.#ended = Promise.all([this.#ended, running])
    }
    this.#options.onChange()
  }

  /** Nothing has come of the change that overtook it. */
  resume(): void {
    if (this.#state === 'waiting') this.start()
  }

  /** A change has overtaken it. */
  giveUp(): void {
    this.#stop?.abort('interrupted')
    this.#stop = null
    this.#judged = 0
    if (this.#state !== 'off') this.#state = 'waiting'
  }

  /** On; off while it is at work; and once more where it is done. */
  toggle(): void {
    switch (this.#state) {
      case 'off':
        this.#state = 'waiting'
        return this.start()
      case 'done':
        this.#options.board.forgetCompared()
        return this.start()
      default:
        this.stop()
        this.#options.onChange()
    }
  }

  /** Ends it for good, or until it is turned on again. */
  stop(): void {
    this.giveUp()
    this.#state = 'off'
  }

  async #run(wanted: readonly Wanted[], stop: AbortController): Promise<void> {
    const { board, onChange, runOptions } = this.#options
    const isCurrent = (): boolean => this.#stop === stop
    const absent: Absent[] = []
    const result = await run({
      ...runOptions(wanted),
      orders: 0,
      signal: stop.signal,
      onEvent: (event) => {
        if (!isCurrent()) return
        this.#note(event, absent)
        onChange()
      },
    })
    board.compared(wanted, result)
    if (!isCurrent()) return
    this.#stop = null
    this.#judged = 0
    this.#absent = absent
    this.#state = 'done'
    onChange()
  }

  #note(event: RunEvent, absent: Absent[]): void {
    switch (event.kind) {
      case 'engine': {
        const { name, status } = event.engine
        if (status.kind === 'unavailable') absent.push({ name, reason: status.reason, hint: status.hint })
        return
      }
      case 'explaining':
        this.#state = 'explaining'
        return
      case 'judged':
        this.#state = 'running'
        if (event.result.judgement.verdict.compared.length > 1) this.#judged++
        return
      default:
    }
  }
}
