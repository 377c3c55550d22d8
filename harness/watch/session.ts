import { setMaxListeners } from 'node:events'
import type { Limits } from '../cases/case.js'
import type { LoadedConfig } from '../config/load.js'
import { UsageError } from '../errors.js'
import { utcDay } from '../ledger/day.js'
import { limitsOf } from '../runs/project.js'
import type { RunOptions } from '../runs/run.js'
import { run } from '../runs/run.js'
import { Background } from './background.js'
import { Board, type Wanted } from './board.js'
import { type Cast, KeptCast } from './cast.js'
import { type Changes, causeOf, type Request, together } from './request.js'
import { readConfig, readSnapshot, type Snapshot, type Watched } from './snapshot.js'
import { exitCodeOf, type View, viewOf } from './view.js'

export interface SessionOptions extends Watched {
  timeoutMs: number | undefined
  /** Whether the other engines are asked from the start. */
  compares: boolean
  /** The engines for a configuration. Throws UsageError for one that there is not. */
  cast: (loaded: LoadedConfig) => Promise<Cast>
  clock: RunOptions['clock']
  newId: () => string
  /** There is something else to show; at once, or whenever it suits. */
  onChange: (when: 'now' | 'soon') => void
}

/** In how many further orders of `pairs` the quick engine runs a case that depends on one, as `luaparity check` does. */
const ORDERS = 1

/**
 * Keeps what is known of a project up to date: runs on the quick engine what a change concerns, then has the others run the
 * same in the background. Results that a further change overtakes are not taken.
 */
export class WatchSession {
  readonly #options: SessionOptions
  readonly #board = new Board()
  readonly #closing = new AbortController()
  readonly #background: Background
  #snapshot: Snapshot
  #cast: KeptCast
  #request: Request | null = null
  #wake: () => void = () => {}
  #quickRun: AbortController | null = null
  #isRunning = false
  /** When the files were read last. */
  #readAt = Number.NEGATIVE_INFINITY
  #round = 0
  #cause = 'started'
  #latest: View['latest'] = null
  #latestIds: readonly string[] = []
  #trouble: string | null = null
  #defect: { error: unknown } | null = null
  /** Why not every change is seen. */
  #blind: string | null = null

  private constructor(options: SessionOptions, snapshot: Snapshot, cast: KeptCast) {
    this.#options = options
    this.#snapshot = snapshot
    this.#cast = cast
    this.#board.update(snapshot.cases)
    setMaxListeners(0, this.#closing.signal)
    this.#background = new Background({
      board: this.#board,
      isOn: options.compares,
      runOptions: (wanted) => ({ ...this.#runOptions(wanted), ...this.#cast.forAll() }),
      hasOthers: () => this.#cast.otherNames.length > 0,
      onChange: () => options.onChange('soon'),
      onDefect: (error) => {
        this.#defect ??= { error }
        this.#wake()
      },
    })
  }

  /** Reads the project for the first time. Throws UsageError for what cannot be used. */
  static async open(options: SessionOptions): Promise<WatchSession> {
    const loaded = await readConfig(options, null)
    const snapshot = await readSnapshot(options, loaded, null)
    return new WatchSession(options, snapshot, new KeptCast(await options.cast(loaded)))
  }

  /** The project as it was read last. */
  get snapshot(): Snapshot {
    return this.#snapshot
  }

  get exitCode(): number {
    return exitCodeOf(this.#board, this.view, this.#cast)
  }

  /** Runs everything, then whatever is asked for, until it is closed. Throws what is a defect. */
  async run(): Promise<void> {
    const { signal } = this.#closing
    this.#ask({ cause: 'started', since: this.#now(), reread: false, again: null })
    while (!signal.aborted) {
      await this.#asked()
      if (this.#defect) throw this.#defect.error
      const request = this.#request
      this.#request = null
      if (request && !signal.aborted) await this.#answer(request)
    }
  }

  /** Files have been saved; `since` is when, in milliseconds of the clock. */
  filesChanged(changes: Changes, since: number): void {
    this.#ask({ cause: causeOf(changes), since, reread: true, again: null })
  }

  /** Changes of some files are not seen, so that nothing that is known can be relied on. */
  becomeBlind(reason: string): void {
    this.#blind = `Not all files can be watched: ${reason}`
    this.#round++
    this.#show()
  }

  /** Runs again all, what fails, or what was run last. */
  again(what: 'all' | 'failing' | 'latest'): void {
    const cause = { all: 'all again', failing: 'what fails again', latest: 'the same again' }[what]
    this.#ask({ cause, since: this.#now(), reread: true, again: what })
  }

  /** Has the other engines asked, no longer, or once more. */
  toggleComparison(): void {
    this.#background.toggle()
  }

  /** Sees to it that nothing has changed unseen. */
  look(): void {
    this.#request = together(this.#request, { cause: null, since: this.#now(), reread: true, again: null })
    this.#wake()
  }

  #ask(request: Request): void {
    this.#request = together(this.#request, request)
    // What it is at may be out of date, or the wrong thing.
    this.#quickRun?.abort('interrupted')
    this.#wake()
  }

  /** Ends whatever runs and removes everything that was started. */
  async close(): Promise<void> {
    this.#closing.abort()
    this.#wake()
    this.#quickRun?.abort('interrupted')
    this.#background.stop()
    await this.#cast.close()
    await this.#background.ended
  }

  #asked(): Promise<void> {
    if (this.#request || this.#defect || this.#closing.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  async #answer({ cause, since, reread, again }: Request): Promise<void> {
    const wasInTrouble = this.#trouble
    // A save may be heard of more than once, and when it has been seen already.
    const isKnown = cause === null || since < this.#readAt
    if (reread) await this.#reread()
    if (this.#closing.signal.aborted) return
    if (again) this.#board.forget(this.#idsOf(again))
    const wanted = this.#board.stale()
    if (wanted.length === 0) {
      this.#background.resume()
      if (isKnown && this.#trouble === wasInTrouble) return
      this.#cause = `${cause ?? 'files changed'}, nothing to run`
      this.#latest = null
      this.#round++
      return this.#show()
    }
    this.#cause = cause ?? 'files changed'
    this.#background.giveUp()
    const isWhole = await this.#runQuick(wanted)
    if (!isWhole) return
    this.#latest = { ran: wanted.length, of: this.#board.entries.length, ms: this.#now() - since }
    this.#latestIds = wanted.map(({ case: { id } }) => id)
    this.#round++
    this.#show()
    this.#background.start()
  }

  async #runQuick(wanted: readonly Wanted[]): Promise<boolean> {
    const stop = new AbortController()
    this.#quickRun = stop
    this.#isRunning = true
    this.#show()
    try {
      const result = await run({
        ...this.#runOptions(wanted),
        ...this.#cast.forQuick(),
        orders: ORDERS,
        signal: stop.signal,
      })
      if (result.cutShort !== null) return false
      this.#board.ran(wanted, result)
      return true
    } finally {
      this.#isRunning = false
      this.#quickRun = null
    }
  }

  // What cannot be used is said, and what could be used last stays.
  async #reread(): Promise<void> {
    const troubles: string[] = []
    const attempt = async (body: () => Promise<void>): Promise<void> => {
      try {
        await body()
      } catch (error) {
        if (!(error instanceof UsageError)) throw error
        troubles.push(error.hint ? `${error.message}\n${error.hint}` : error.message)
      }
    }
    let { loaded } = this.#snapshot
    await attempt(async () => {
      const now = await readConfig(this.#options, loaded)
      if (now === loaded) return
      const cast = new KeptCast(await this.#options.cast(now))
      const old = this.#cast
      this.#background.giveUp()
      this.#cast = cast
      loaded = now
      await old.close()
    })
    await attempt(async () => {
      const snapshot = await readSnapshot(this.#options, loaded, this.#snapshot)
      this.#snapshot = snapshot
      this.#board.update(snapshot.cases)
    })
    if (troubles.length > 0) troubles.push('What could be used last is kept until this is mended.')
    this.#trouble = troubles.length > 0 ? troubles.join('\n') : null
    this.#readAt = this.#now()
  }

  #idsOf(which: NonNullable<Request['again']>): readonly string[] {
    if (which === 'latest') return this.#latestIds
    const entries = which === 'failing' ? this.#board.failing() : this.#board.entries
    return entries.map(({ case: { id } }) => id)
  }

  #runOptions(
    wanted: readonly Wanted[],
  ): Omit<RunOptions, 'engines' | 'reference' | 'named' | 'signal' | 'orders'> {
    const { clock, newId, seed, timeoutMs } = this.#options
    const { loaded, ledger, project } = this.#snapshot
    const limits: Limits = limitsOf(loaded.config, timeoutMs)
    return {
      id: newId(),
      cases: wanted.map((each) => each.case),
      project: { ...project, likely: likelyOf(wanted) },
      limits,
      seed: seed ?? loaded.config.seed,
      bail: false,
      // Not all cases are run, so that nothing is said of entries that match none.
      ledger: ledger && { ...ledger, today: utcDay(clock.now()), allCases: false, allEngines: false },
      clock,
    }
  }

  #show(): void {
    if (!this.#closing.signal.aborted) this.#options.onChange('now')
  }

  /** What there is to show. */
  get view(): View {
    const { project, cases } = this.#snapshot
    return viewOf(
      this.#board,
      (path) => {
        const bytes =
          cases.find((each) => each.case.file === path)?.case.source ?? project.files.files.get(path)
        return bytes?.toString('utf8') ?? null
      },
      {
        round: this.#round,
        state: this.#isRunning ? 'running' : 'idle',
        cause: this.#cause,
        engine: this.#cast.quickName,
        latest: this.#latest,
        comparison: { ...this.#background.facts, engines: this.#cast.otherNames },
        trouble: this.#blind ?? this.#trouble,
        notes: this.#cast.notes,
      },
    )
  }

  #now(): number {
    return this.#options.clock.now().getTime()
  }
}

// A spec file is hardly ever loaded by another.
function likelyOf(wanted: readonly Wanted[]): ReadonlySet<string> {
  return new Set(
    wanted.flatMap(({ case: { file }, needs }) => [...needs.keys()].filter((path) => path !== file)),
  )
}
