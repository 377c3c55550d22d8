import type { Case } from '../cases/case.js'
import { applyLedger } from '../ledger/apply.js'
import { emptyObservation, type Observation } from '../observations/observation.js'
import type { Lab } from '../verdicts/explain/lab.js'
import { conclude, type Survey, survey } from '../verdicts/judge.js'
import { type SettingResult, type SettingRun, settingResults } from '../verdicts/settings.js'
import { type Difference, isGreen, type Judgement } from '../verdicts/verdict.js'
import { judgedEngine } from './judged-engine.js'
import type { Seen } from './observe.js'
import { type CutShort, cutShortText, type RunOptions } from './options.js'
import type { CaseResult, EngineResult } from './result.js'
import { splitSeen } from './split-seen.js'

/** An engine of the run as far as its results go. */
export interface Source {
  readonly name: string
  result(): EngineResult
}

/** Gathers what the engines see, and has each case judged when the last of them is done with it. */
export class Collected {
  readonly #options: RunOptions
  readonly #sources: readonly Source[]
  readonly #stop: AbortController
  readonly #seen = new Map<Case, Map<string, Seen>>()
  readonly #results = new Map<Case, CaseResult>()
  /** Of spec files that all engines are done with: the cases that they were found to hold. */
  readonly #parts = new Map<Case, readonly Case[]>()
  /** Cases that wait for the causes of what differs in them. */
  readonly #unexplained = new Map<Case, { seen: ReadonlyMap<string, Seen>; surveyed: Survey }>()
  /** Of a case with which the run is to end: the engines that are still to see it. */
  readonly #awaited = new Map<Case, readonly string[]>()

  constructor(options: RunOptions, sources: readonly Source[], stop: AbortController) {
    this.#options = options
    this.#sources = sources
    this.#stop = stop
  }

  add(testCase: Case, engine: string, seen: Seen): void {
    const all = this.#seen.get(testCase) ?? new Map<string, Seen>()
    this.#seen.set(testCase, all.set(engine, seen))
    const { observation } = seen
    this.#options.onEvent?.({ kind: 'observed', engine, case: testCase, observation })
    if (all.size === this.#sources.length || this.#isLost(testCase, all)) this.#finish(testCase, all)
  }

  /** Judges, in a run that was cut short, what all engines are done with whose turn came; causes are not looked for. */
  close(): void {
    for (const [testCase, { seen, surveyed }] of this.#unexplained)
      this.#judged(testCase, seen, conclude(surveyed, surveyed.differences))
    this.#unexplained.clear()
    const started = this.#sources.filter((source) => source.result().status.kind !== 'not-started')
    if (!started.some((source) => source.result().status.kind === 'ready')) return
    for (const testCase of this.#options.cases) {
      const all = this.#seen.get(testCase)
      if (all && !this.#isFinished(testCase) && started.every(({ name }) => all.has(name)))
        this.#finish(testCase, all)
    }
  }

  /** In the order of the cases. */
  results(): CaseResult[] {
    return this.#options.cases.flatMap((testCase) =>
      (this.#parts.get(testCase) ?? [testCase]).flatMap((part) => this.#results.get(part) ?? []),
    )
  }

  /** How many cases there are, a spec file counted as one until it is known what is in it. */
  get planned(): number {
    return this.#options.cases.reduce((sum, testCase) => sum + (this.#parts.get(testCase)?.length ?? 1), 0)
  }

  #isFinished(testCase: Case): boolean {
    return this.#results.has(testCase) || this.#parts.has(testCase)
  }

  // With --bail, whether a case is red, whatever the engines see of it whose turn is still to come, and those are done with
  // it that were at work when that was known.
  #isLost(testCase: Case, all: ReadonlyMap<string, Seen>): boolean {
    if (!this.#options.bail || this.#stop.signal.aborted) return false
    // Which tests a spec file has is known when all engines are done with it.
    if (testCase.spec?.part.kind === 'all') return false
    let awaited = this.#awaited.get(testCase)
    if (!awaited) {
      const surveyed = this.#survey(testCase, all)
      if (!this.#staysRed(this.#provisional(surveyed))) return false
      awaited = this.#sources
        .filter((source) => source.result().status.kind === 'ready')
        .map(({ name }) => name)
      this.#awaited.set(testCase, awaited)
    }
    return awaited.every((name) => all.has(name))
  }

  #staysRed(judgement: Judgement): boolean {
    if (isGreen(judgement)) return false
    // More engines could put another in the place of the one that the others are held against.
    if (judgement.reference === this.#options.reference) return true
    const { verdict } = judgement
    return (
      verdict.kind === 'difference' &&
      verdict.differences.some(({ cause, accepted }) => cause.kind === 'crash' && !accepted)
    )
  }

  /** Finds the causes of what differs in the cases that wait for it, in a laboratory that is made if there are any. */
  async explain(openLab: () => Promise<Lab>): Promise<void> {
    const waiting = [...this.#unexplained]
    if (waiting.length === 0) return
    this.#options.onEvent?.({ kind: 'explaining', cases: waiting.length })
    // Loaded only now, with all rules: in most runs nothing differs.
    const { explain } = await import('../verdicts/explain/explain.js')
    const lab = await openLab()
    await Promise.all(
      waiting.map(async ([testCase, { seen, surveyed }]) => {
        const differences = await explain(surveyed, lab)
        // Cut short in the middle, what was found so far may be wrong.
        if (this.#stop.signal.aborted) return
        this.#unexplained.delete(testCase)
        this.#judged(testCase, seen, this.#conclude(surveyed, differences))
      }),
    )
  }

  #finish(testCase: Case, all: ReadonlyMap<string, Seen>): void {
    if (testCase.spec?.part.kind !== 'all') return this.#finishCase(testCase, all)
    const tests = splitSeen(testCase, all)
    this.#parts.set(
      testCase,
      tests.map((test) => test.case),
    )
    this.#options.onEvent?.({ kind: 'split', cases: tests.length })
    for (const test of tests) this.#finishCase(test.case, test.seen)
  }

  #finishCase(testCase: Case, all: ReadonlyMap<string, Seen>): void {
    const surveyed = this.#survey(testCase, all)
    const isOver = this.#options.bail && !isGreen(this.#provisional(surveyed))
    if (isOver) this.#stop.abort('bail' satisfies CutShort)
    if (this.#options.explain && surveyed.differences.length > 0 && !this.#stop.signal.aborted)
      this.#unexplained.set(testCase, { seen: all, surveyed })
    else this.#judged(testCase, all, this.#conclude(surveyed, surveyed.differences))
  }

  #conclude(
    surveyed: Survey,
    differences: readonly Difference[],
    cause: 'known' | 'open' = 'known',
  ): Judgement {
    const judgement = conclude(surveyed, differences)
    const { ledger } = this.#options
    if (!ledger) return judgement
    return applyLedger(judgement, surveyed.testCase.id, this.#sources.map(judgedEngine), ledger, cause)
  }

  // Before causes are looked for, what the ledger accepts for any of them may yet turn out to be accepted.
  #provisional(surveyed: Survey): Judgement {
    return this.#conclude(surveyed, surveyed.differences, this.#options.explain ? 'open' : 'known')
  }

  #judged(testCase: Case, all: ReadonlyMap<string, Seen>, judgement: Judgement): void {
    const { aborted, reason } = this.#stop.signal
    const unseen = aborted ? cutShortText(reason as CutShort) : null
    // In the engines' order, whichever was first.
    const observations = new Map<string, Observation>(
      this.#sources.map(({ name }) => [
        name,
        all.get(name)?.observation ?? emptyObservation('unavailable', unseen),
      ]),
    )
    const settings = new Map<string, SettingResult[]>(
      [...all].flatMap(([name, { bySetting }]) =>
        bySetting.length > 0 ? [[name, settingResults(bySetting)] as const] : [],
      ),
    )
    const result = { case: testCase, observations, judgement, settings }
    this.#results.set(testCase, result)
    this.#options.onEvent?.({ kind: 'judged', result })
  }

  #survey(testCase: Case, all: ReadonlyMap<string, Seen>): Survey {
    const { reference } = this.#options
    const engines = this.#sources.map(judgedEngine)
    const by = <T>(pick: (seen: Seen) => T): Map<string, T> =>
      new Map(engines.flatMap(({ name }) => (all.has(name) ? [[name, pick(all.get(name)!)] as const] : [])))
    return survey(
      testCase,
      by(({ observation }) => observation),
      engines,
      reference,
      {
        inOtherOrders: by(({ inOtherOrders }) => inOtherOrders),
        bySetting: by(({ bySetting }): readonly SettingRun[] => bySetting),
      },
    )
  }
}
