import pLimit, { type LimitFunction } from 'p-limit'
import type { Case, Limits } from '../cases/case.js'
import { moduleFiles } from '../cases/file-set.js'
import type { Engine } from '../engines/engine.js'
import { type Axes, nameOfAxes } from '../engines/native/axes.js'
import { EngineUnavailableError } from '../errors.js'
import { emptyObservation, type Observation } from '../observations/observation.js'
import { partOf } from '../specs/run-file.js'
import { SharedRuns } from '../specs/shared-runs.js'
import type { ExplainLevel, Lab } from '../verdicts/explain/lab.js'
import type { JudgedEngine } from '../verdicts/participant.js'
import { RULES } from '../verdicts/rules/catalogue.js'
import { type Profile, profileCase, profileOf } from '../verdicts/rules/profile.js'
import type { EngineRun } from './engine-run.js'
import { runCase } from './observe.js'
import type { RunOptions } from './options.js'

/** How causes are looked for. */
export interface ExplainOptions {
  level: Exclude<ExplainLevel, 'off'>
  /** Further runs of a case on an engine, to see whether it does the same. */
  repeats: number
  /**
   * Makes a native engine that is not part of the run, or is no longer there, with its image built where the level says so.
   * Throws EngineUnavailableError, here or when it is started, where it is not to be had.
   */
  engineFor(name: string): Promise<Engine>
}

/** A control run may take this much longer than the case's limit: it interprets what the VM does by itself. */
const PATIENCE = 3

/** Control runs on the engines of a run as long as these are there, and on others started for it. */
export class Laboratory implements Lab {
  readonly level: Lab['level']
  readonly repeats: number
  readonly seed: number
  readonly limits: Limits
  readonly modules: ReadonlyMap<string, Uint8Array>
  readonly packagePath: string
  readonly #options: RunOptions
  readonly #explain: ExplainOptions
  readonly #engines: readonly EngineRun[]
  readonly #signal: AbortSignal
  readonly #started = new Map<string, Promise<Engine | null>>()
  readonly #turns = new Map<string, LimitFunction>()
  readonly #profiles = new Map<string, Promise<Profile>>()
  readonly #files = new SharedRuns<Observation>()

  constructor(
    options: RunOptions,
    explain: ExplainOptions,
    engines: readonly EngineRun[],
    signal: AbortSignal,
  ) {
    this.level = explain.level
    this.repeats = explain.repeats
    this.seed = options.seed
    this.limits = options.limits
    this.modules = moduleFiles(options.project.files)
    this.packagePath = options.project.packagePath
    this.#options = options
    this.#explain = explain
    this.#engines = engines
    this.#signal = signal
  }

  async observe(
    name: string,
    testCase: Case,
    setting: string | null,
    limits: Limits = testCase.control ? forControls(this.limits) : this.limits,
  ): Promise<Observation | null> {
    const engine = await this.#engine(name)
    if (!engine || this.#signal.aborted) return null
    const run = (): Promise<Observation> =>
      this.#turn(name, engine)(() => runCase(engine, testCase, limits, setting ?? undefined))
    if (!testCase.spec) return available(await run())
    const key = JSON.stringify([name, setting, limits, testCase.file, testCase.control?.id ?? ''])
    const seen = available(await this.#files.run(key, testCase.id, run))
    return (
      seen && (partOf(seen, testCase) ?? emptyObservation('missing', `${testCase.file} does not define it`))
    )
  }

  async at(axes: Axes): Promise<JudgedEngine | null> {
    const name = nameOfAxes(axes)
    const engine = await this.#engine(name)
    if (!engine) return null
    const { emulated } = await engine.fingerprint()
    return { name, kind: engine.kind, axes, emulated: emulated === true }
  }

  profile(name: string): Promise<Profile> {
    const known = this.#profiles.get(name)
    if (known) return known
    const example = profileCase(RULES, this.seed)
    const profile = this.observe(name, example, null, forControls(this.limits)).then((seen) =>
      seen ? profileOf(seen) : new Map<string, string>(),
    )
    this.#profiles.set(name, profile)
    return profile
  }

  /** Stops what was started for control runs alone. */
  async stop(): Promise<void> {
    const started = await Promise.allSettled(this.#started.values())
    await Promise.allSettled(
      started.map((result) => (result.status === 'fulfilled' ? result.value?.stop() : undefined)),
    )
  }

  // No more at once than an engine can use: what waits inside it counts as time.
  #turn(name: string, { concurrency }: Engine): LimitFunction {
    const known = this.#turns.get(name)
    if (known) return known
    const turn = pLimit(concurrency)
    this.#turns.set(name, turn)
    return turn
  }

  #engine(name: string): Promise<Engine | null> {
    const own = this.#engines.find((run) => run.name === name)
    if (own?.isThere) return Promise.resolve(own.engine)
    const known = this.#started.get(name)
    if (known) return known
    const started = this.#start(name)
    this.#started.set(name, started)
    return started
  }

  async #start(name: string): Promise<Engine | null> {
    if (this.#signal.aborted) return null
    try {
      const engine = await this.#explain.engineFor(name)
      await engine.start(this.#options.project, this.#signal)
      return engine
    } catch (error) {
      // It cannot be asked, so it says nothing about the cause; the search names it as not tried.
      if (error instanceof EngineUnavailableError || this.#signal.aborted) return null
      throw error
    }
  }
}

function available(observation: Observation): Observation | null {
  return observation.outcome === 'unavailable' ? null : observation
}

function forControls(limits: Limits): Limits {
  return { ...limits, timeoutMs: limits.timeoutMs * PATIENCE, instructions: null }
}
