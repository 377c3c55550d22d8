import { randomUUID } from 'node:crypto'
import os from 'node:os'
import type { Case } from '../cases/case.js'
import { discoverScripts, snippetCase } from '../cases/discover.js'
import { type LoadedConfig, loadConfig } from '../config/load.js'
import type { Engine, Project } from '../engines/engine.js'
import type { GivenAdvice } from '../reports/reporter.js'
import type { ExplainOptions } from '../runs/laboratory.js'
import { exitCodeOf } from '../runs/result.js'
import { run } from '../runs/run.js'
import type { ExplainLevel } from '../verdicts/explain/lab.js'
import type { CaseFlags } from './commands/case-options.js'
import { interruptSignal } from './interrupt.js'
import { createProgress } from './progress.js'
import { limitsOf, readProject } from './project.js'
import { type Reporters, reportTargets, writeReports } from './reporting.js'
import { processTerminal, type Terminal } from './terminal.js'
import { version } from './version.js'

/** Which engines take part in a run, and how. */
export interface Cast {
  engines: Engine[]
  /** Whether the user named them, so that the absence of one is an error. */
  named: boolean
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

export interface Command {
  cast: (context: CastingContext) => Promise<Cast>
  reporters: Reporters
  /** What is shown meanwhile: `plain` also where lines cannot be drawn over, `live` only where they can. */
  progress: 'plain' | 'live'
  /** Looks at the scripts without running them, beside the run. */
  advise?: (context: AdvisingContext) => Promise<GivenAdvice>
}

export interface AdvisingContext extends LoadedConfig {
  cases: readonly Case[]
  project: Project
}

/**
 * What `run` and `check` have in common: finds the cases, runs them on the engines that the command casts, and writes
 * the reports. The exit code is left in `process.exitCode`.
 */
export async function runAndReport(paths: string[], flags: CaseFlags, command: Command): Promise<void> {
  const terminal = processTerminal()
  const cwd = process.cwd()
  const targets = reportTargets(command.reporters, flags.reporter, flags.output)
  const loaded = await loadConfig(cwd, flags.config)
  const cases = await findCases(paths, flags, loaded, cwd)
  if (flags.list) {
    await terminal.stdout(cases.map(({ id }) => `${id}\n`).join(''))
    return
  }
  const interrupt = interruptSignal()
  const progress = await createProgress(terminal, command.progress, () => performance.now())
  try {
    const runId = randomUUID()
    const limits = limitsOf(loaded.config, flags.timeout)
    const jobs = flags.jobs ?? loaded.config.jobs ?? os.availableParallelism()
    const level = flags.explain ?? loaded.config.explain.level
    const { engineFor, ...cast } = await command.cast({
      ...loaded,
      runId,
      jobs,
      memoryBytes: limits.memoryBytes,
      terminal,
      level,
      signal: interrupt.signal,
    })
    const repeats = flags.repeats ?? loaded.config.explain.repeats
    const project = await readProject(loaded)
    const running = run({
      ...cast,
      id: runId,
      cases,
      project,
      limits,
      seed: flags.seed ?? loaded.config.seed,
      ...(level !== 'off' && { explain: { level, repeats, engineFor } }),
      bail: flags.bail === true,
      signal: interrupt.signal,
      clock: { now: () => new Date(), monotonicMs: () => performance.now() },
      onEvent: progress.onEvent,
    })
    const [result, advice] = await Promise.all([running, command.advise?.({ cases, project, ...loaded })])
    progress.end()
    const requireEngines = process.env.LUAPARITY_REQUIRE_DOCKER === '1'
    const exitCode = withAdvice(exitCodeOf(result, { requireEngines }), advice)
    const verbose = flags.verbose === true
    await writeReports(
      targets,
      { result, version, exitCode, ...(advice && { advice }) },
      { cwd, terminal, verbose },
    )
    process.exitCode = exitCode
  } finally {
    progress.end()
    interrupt.dispose()
  }
}

// Warnings that count as failures are some; to be interrupted says that not all is known.
function withAdvice(exitCode: number, advice: GivenAdvice | undefined): number {
  const isRed = advice?.strict === true && advice.warnings.length > 0
  return isRed && exitCode !== 130 ? 1 : exitCode
}

async function findCases(
  paths: string[],
  flags: CaseFlags,
  loaded: LoadedConfig,
  cwd: string,
): Promise<Case[]> {
  const seed = flags.seed ?? loaded.config.seed
  const snippets = flags.eval.map((source, index) => snippetCase(source, seed, index + 1))
  if (snippets.length > 0 && paths.length === 0) return snippets
  const { scripts } = loaded.config
  return [...snippets, ...(await discoverScripts({ root: loaded.root, cwd, scripts, paths, seed }))]
}
