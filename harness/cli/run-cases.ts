import { randomUUID } from 'node:crypto'
import os from 'node:os'
import type { Case } from '../cases/case.js'
import type { LoadedConfig } from '../config/load.js'
import type { Engine, Project } from '../engines/engine.js'
import { utcDay } from '../ledger/day.js'
import type { Ledger, LedgerInUse } from '../ledger/ledger.js'
import type { GivenAdvice } from '../reports/reporter.js'
import type { ExplainOptions } from '../runs/laboratory.js'
import { limitsOf, readProject } from '../runs/project.js'
import type { RunResult } from '../runs/result.js'
import { run } from '../runs/run.js'
import type { ExplainLevel } from '../verdicts/explain/lab.js'
import type { CaseFlags } from './commands/case-options.js'
import { interruptSignal } from './interrupt.js'
import { createProgress } from './progress.js'
import type { Terminal } from './terminal.js'

/** Which engines take part in a run, and how. */
export interface Cast {
  engines: Engine[]
  /** Whether the user named them, so that the absence of one is an error. */
  named: boolean
  /** Whether they are those that the project usually has. */
  usual: boolean
  /** Name of the engine that the others are held against. */
  reference: string
  /** In how many further orders of `pairs` cases are run. */
  orders: number
  /** Makes a native engine that the run has not got, for control runs. */
  engineFor: ExplainOptions['engineFor']
}

/** What engines are made from. */
export interface CastingContext extends LoadedConfig {
  runId: string
  jobs: number
  memoryBytes: number
  terminal: Terminal
  /** How far to go for the cause of a difference. */
  level: ExplainLevel
  /** Aborted when the user interrupts the command. */
  signal: AbortSignal
}

/** How a command runs cases. */
export interface RunCommand {
  cast: (context: CastingContext) => Promise<Cast>
  /** What is shown meanwhile: `plain` also where lines cannot be drawn over, `live` only where they can. */
  progress: 'plain' | 'live'
  /** Looks at the scripts without running them, beside the run. */
  advise?: (context: AdvisingContext) => Promise<GivenAdvice>
}

export interface AdvisingContext extends LoadedConfig {
  cases: readonly Case[]
  project: Project
}

/** What is run, and with what. */
export interface ToRun {
  cases: readonly Case[]
  /** Whether these are all cases of the project. */
  allCases: boolean
  flags: Pick<CaseFlags, 'seed' | 'timeout' | 'jobs' | 'bail' | 'explain' | 'repeats'>
  loaded: LoadedConfig
  ledger: Ledger | null
  terminal: Terminal
}

/** Runs cases on the engines that a command casts, until they are done or Ctrl-C. */
export async function runCases(
  { cases, allCases, flags, loaded, ledger, terminal }: ToRun,
  command: RunCommand,
): Promise<{ result: RunResult; advice: GivenAdvice | undefined }> {
  const interrupt = interruptSignal()
  const progress = await createProgress(terminal, command.progress, () => performance.now())
  try {
    const runId = randomUUID()
    const limits = limitsOf(loaded.config, flags.timeout)
    const jobs = flags.jobs ?? loaded.config.jobs ?? os.availableParallelism()
    const level = flags.explain ?? loaded.config.explain.level
    const { usual, engineFor, ...cast } = await command.cast({
      ...loaded,
      runId,
      jobs,
      memoryBytes: limits.memoryBytes,
      terminal,
      level,
      signal: interrupt.signal,
    })
    const inUse: LedgerInUse | null = ledger && {
      ...ledger,
      today: utcDay(new Date()),
      allCases,
      allEngines: usual,
    }
    const repeats = flags.repeats ?? loaded.config.explain.repeats
    const project = await readProject(loaded, cases)
    const running = run({
      ...cast,
      id: runId,
      cases,
      project,
      limits,
      seed: flags.seed ?? loaded.config.seed,
      ...(level !== 'off' && { explain: { level, repeats, engineFor } }),
      ledger: inUse,
      bail: flags.bail === true,
      signal: interrupt.signal,
      clock: { now: () => new Date(), monotonicMs: () => performance.now() },
      onEvent: progress.onEvent,
    })
    const [result, advice] = await Promise.all([running, command.advise?.({ cases, project, ...loaded })])
    return { result, advice }
  } finally {
    progress.end()
    interrupt.dispose()
  }
}
