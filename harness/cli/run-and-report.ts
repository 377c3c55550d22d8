import type { Case } from '../cases/case.js'
import { snippetCase } from '../cases/discover.js'
import { type LoadedConfig, loadConfig } from '../config/load.js'
import { UsageError } from '../errors.js'
import { loadLedger } from '../ledger/load.js'
import type { GivenAdvice } from '../reports/reporter.js'
import { exitCodeOf } from '../runs/result.js'
import { findCases } from '../specs/find-cases.js'
import type { CaseFlags } from './commands/case-options.js'
import { type Reporters, reportTargets, writeReports } from './reporting.js'
import { type RunCommand, runCases } from './run-cases.js'
import { processTerminal } from './terminal.js'
import { version } from './version.js'

export interface ReportingCommand extends RunCommand {
  reporters: Reporters
}

/**
 * What `run` and `check` have in common: finds the cases, runs them on the engines that the command casts, and writes
 * the reports. The exit code is left in `process.exitCode`.
 */
export async function runAndReport(
  paths: string[],
  flags: CaseFlags,
  command: ReportingCommand,
): Promise<void> {
  const terminal = processTerminal()
  const cwd = process.cwd()
  const targets = reportTargets(command.reporters, flags.reporter, flags.output)
  const loaded = await loadConfig(cwd, flags.config)
  const cases = await casesOf(paths, flags, loaded, cwd)
  if (flags.list) {
    const { listCases } = await import('./list-cases.js')
    const ids = await listCases(cases, cwd, flags)
    await terminal.stdout(ids.map((id) => `${id}\n`).join(''))
    return
  }
  const filters = filtersOf(flags)
  const allCases = paths.length === 0 && flags.eval.length === 0 && filters.length === 0
  const ledger = await loadLedger(loaded)
  const toRun = { cases, allCases, flags, loaded, ledger, terminal }
  const { result, advice } = await runCases(toRun, command)
  if (result.planned === 0) throw noTests(filters)
  const requireEngines = process.env.LUAPARITY_REQUIRE_DOCKER === '1'
  const exitCode = withAdvice(exitCodeOf(result, { requireEngines }), advice)
  const verbose = flags.verbose === true
  await writeReports(
    targets,
    { result, version, exitCode, ...(advice && { advice }) },
    { cwd, terminal, verbose },
  )
  process.exitCode = exitCode
}

const FILTERS = {
  tags: '--tags',
  excludeTags: '--exclude-tags',
  filter: '--filter',
  filterOut: '--filter-out',
  name: '--name',
  excludeName: '--exclude-name',
} as const satisfies Partial<Record<keyof CaseFlags, string>>

function filtersOf(flags: CaseFlags): string[] {
  const given = Object.entries(FILTERS) as [keyof typeof FILTERS, string][]
  return given.flatMap(([flag, option]) => (flags[flag] ?? []).map((value) => `${option} ${value}`))
}

// Nothing was tested, which is never as it should be.
function noTests(filters: readonly string[]): UsageError {
  const by = filters.length > 0 ? `: none is left by ${filters.join(' ')}` : ''
  return new UsageError(`no test was run${by}`, {
    hint: '--list shows the tests there are; a .busted file may leave some out, too.',
  })
}

// Warnings that count as failures are some; to be interrupted says that not all is known.
function withAdvice(exitCode: number, advice: GivenAdvice | undefined): number {
  const isRed = advice?.strict === true && advice.warnings.length > 0
  return isRed && exitCode !== 130 ? 1 : exitCode
}

async function casesOf(
  paths: string[],
  flags: CaseFlags,
  loaded: LoadedConfig,
  cwd: string,
): Promise<Case[]> {
  const seed = flags.seed ?? loaded.config.seed
  const snippets = flags.eval.map((source, index) => snippetCase(source, seed, index + 1))
  if (snippets.length > 0 && paths.length === 0) return snippets
  const found = await findCases(loaded, { cwd, paths, seed, flags })
  return [...snippets, ...found.cases]
}
