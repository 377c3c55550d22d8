import { join } from 'node:path'
import { execa, type Options, type ResultPromise } from 'execa'
import { expect } from 'vitest'
import { type Report, reportSchema } from '../../harness/index.js'
import { packageRoot } from '../../harness/package-root.js'

const MAIN = join(packageRoot, 'dist', 'cli', 'main.js')

export interface CliOptions {
  /** Folder it is started in. */
  cwd: string
  env?: Record<string, string | undefined>
}

/** How a finished command ended. */
export interface CliResult {
  exitCode: number | undefined
  stdout: string
  stderr: string
}

const SETTINGS = { reject: false, stdin: 'ignore', stripFinalNewline: false } satisfies Options

/** Starts the built command line as a person does, without what CI sets for the tests themselves. */
export function startCli(args: readonly string[], options: CliOptions): ResultPromise<typeof SETTINGS> {
  const env = { NO_COLOR: '1', LUAPARITY_REQUIRE_DOCKER: undefined, FORCE_COLOR: undefined, ...options.env }
  return execa(process.execPath, [MAIN, ...args], { ...SETTINGS, cwd: options.cwd, env })
}

/** Runs it to its end. */
export async function cli(args: readonly string[], options: CliOptions): Promise<CliResult> {
  const { exitCode, stdout, stderr } = await startCli(args, options)
  return { exitCode, stdout, stderr }
}

/** `luaparity run ... --reporter json`, its report checked against the schema. */
export async function cliReport(
  args: readonly string[],
  options: CliOptions,
): Promise<CliResult & { report: Report }> {
  const result = await cli(['run', ...args, '--reporter', 'json'], options)
  const report = readReport(result)
  expect(report.exitCode).toBe(result.exitCode)
  return { ...result, report }
}

/** The report that is all there is on standard output. */
export function readReport({ stdout, stderr }: Pick<CliResult, 'stdout' | 'stderr'>): Report {
  expect(stdout, stderr).toMatch(/^\{[^]*\}\n$/)
  return reportSchema.parse(JSON.parse(stdout))
}

/** Outcome of every case on every engine: `{ 'a.lua': { lua51: 'pass' } }`. */
export function outcomesOf(report: Report): Record<string, Record<string, string>> {
  return Object.fromEntries(
    report.cases.map(({ id, observations }) => [
      id,
      Object.fromEntries(Object.entries(observations).map(([engine, { outcome }]) => [engine, outcome])),
    ]),
  )
}

/** An address where no Docker engine is. */
export const NO_DOCKER = { DOCKER_HOST: 'unix:///nonexistent.sock' }
