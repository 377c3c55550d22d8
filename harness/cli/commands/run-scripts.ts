import { randomUUID } from 'node:crypto'
import os from 'node:os'
import type { Case } from '../../cases/case.js'
import { discoverScripts, snippetCase } from '../../cases/discover.js'
import { type LoadedConfig, loadConfig } from '../../config/load.js'
import { configuredEngines, createEngines } from '../../engines/registry.js'
import { UsageError } from '../../errors.js'
import { exitCodeOf, type RunResult } from '../../runs/result.js'
import { run } from '../../runs/run.js'
import { interruptSignal } from '../interrupt.js'
import { createProgress } from '../progress.js'
import { limitsOf, readProject } from '../project.js'
import { reportTargets, writeReports } from '../reporting.js'
import { processTerminal } from '../terminal.js'
import { version } from '../version.js'
import type { RunFlags } from './run-options.js'

/** Does what `luaparity run` was asked; the exit code is left in `process.exitCode`. */
export async function runScripts(paths: string[], flags: RunFlags): Promise<void> {
  const terminal = processTerminal()
  const cwd = process.cwd()
  const targets = reportTargets(flags.reporter, flags.output)
  const loaded = await loadConfig(cwd, flags.config)
  const cases = await findCases(paths, flags, loaded, cwd)
  if (flags.list) {
    await terminal.stdout(cases.map(({ id }) => `${id}\n`).join(''))
    return
  }
  const interrupt = interruptSignal()
  const progress = createProgress(terminal, () => performance.now())
  try {
    const result = await execute(cases, flags, loaded, interrupt.signal, progress.onEvent)
    progress.end()
    const requireEngines = process.env.LUAPARITY_REQUIRE_DOCKER === '1'
    const exitCode = exitCodeOf(result, { requireEngines })
    await writeReports(
      targets,
      { result, version, exitCode },
      { cwd, terminal, verbose: flags.verbose === true },
    )
    process.exitCode = exitCode
  } finally {
    progress.end()
    interrupt.dispose()
  }
}

async function findCases(
  paths: string[],
  flags: RunFlags,
  loaded: LoadedConfig,
  cwd: string,
): Promise<Case[]> {
  const seed = flags.seed ?? loaded.config.seed
  const snippets = flags.eval.map((source, index) => snippetCase(source, seed, index + 1))
  if (snippets.length > 0 && paths.length === 0) return snippets
  const { scripts } = loaded.config
  return [...snippets, ...(await discoverScripts({ root: loaded.root, cwd, scripts, paths, seed }))]
}

async function execute(
  cases: Case[],
  flags: RunFlags,
  loaded: LoadedConfig,
  signal: AbortSignal,
  onEvent: NonNullable<Parameters<typeof run>[0]['onEvent']>,
): Promise<RunResult> {
  const { config } = loaded
  const configured = configuredEngines(config)
  const names = flags.engines ?? configured.names
  if (names.length === 0) throw new UsageError('--engines names no engine')
  const id = randomUUID()
  const limits = limitsOf(config, flags.timeout)
  const engines = createEngines(names, config, {
    jobs: flags.jobs ?? config.jobs ?? os.availableParallelism(),
    memoryBytes: limits.memoryBytes,
    runId: id,
    env: process.env,
  })
  const reference = flags.reference ?? config.reference
  if (flags.reference !== undefined && !names.includes(reference)) {
    throw new UsageError(`the reference "${reference}" is not among the engines ${names.join(', ')}`)
  }
  return run({
    id,
    cases,
    engines,
    project: await readProject(loaded),
    limits,
    seed: flags.seed ?? config.seed,
    reference,
    named: flags.engines !== undefined || configured.named,
    bail: flags.bail === true,
    signal,
    clock: { now: () => new Date(), monotonicMs: () => performance.now() },
    onEvent,
  })
}
