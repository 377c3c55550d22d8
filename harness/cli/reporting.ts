import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { messageOf, UsageError } from '../errors.js'
import type { Finished, Reporter } from '../reports/reporter.js'
import type { Terminal } from './terminal.js'

/** The reporters of a command by their names, each loaded when it is used. */
export type Reporters = Readonly<Record<'terminal' | 'json' | 'junit', () => Promise<Reporter>>>

/** A report to write and where: a file, or a standard stream. */
export interface ReportTarget {
  name: string
  load: () => Promise<Reporter>
  file: string | null
}

/**
 * Pairs `--reporter` with `--output`: files go to the json and junit reports in the order given. Throws
 * UsageError for an unknown reporter, an output too many, or two reports on standard output.
 */
export function reportTargets(
  known: Reporters,
  reporters: readonly string[],
  outputs: readonly string[],
): ReportTarget[] {
  const files = [...outputs]
  const names = reporters.length > 0 ? reporters : ['terminal']
  const targets = names.map((name): ReportTarget => {
    const load = Object.hasOwn(known, name) ? known[name as keyof Reporters] : undefined
    if (!load)
      throw new UsageError(`there is no reporter "${name}"`, { hint: 'Reporters: terminal, json, junit.' })
    return { name, load, file: name === 'terminal' ? null : (files.shift() ?? null) }
  })
  if (files.length > 0) {
    throw new UsageError(`--output ${files[0]} belongs to no report`, {
      hint: 'Give one --reporter json or --reporter junit for each --output.',
    })
  }
  const twice = outputs.find((file, index) => outputs.indexOf(file) !== index)
  if (twice !== undefined) throw new UsageError(`two reports would both be written to ${twice}`)
  const onStdout = targets.filter(({ name, file }) => name !== 'terminal' && file === null)
  if (onStdout.length > 1) {
    throw new UsageError(
      `the ${onStdout.map(({ name }) => name).join(' and ')} reports would both go to standard output`,
      {
        hint: 'Give all but one of them a file with --output.',
      },
    )
  }
  return targets
}

/** Writes every report. The terminal report gives way to a machine's on standard output. */
export async function writeReports(
  targets: readonly ReportTarget[],
  finished: Finished,
  options: { cwd: string; terminal: Terminal; verbose: boolean },
): Promise<void> {
  const { terminal, cwd, verbose } = options
  const stdoutTaken = targets.some(({ name, file }) => name !== 'terminal' && file === null)
  for (const { name, load, file } of targets) {
    const toStderr = name === 'terminal' && stdoutTaken
    const colours = name === 'terminal' && (toStderr ? terminal.stderrColours : terminal.stdoutColours)
    const text = (await load())(finished, { colours, verbose, width: terminal.width })
    if (file === null) await (toStderr ? terminal.stderr(text) : terminal.stdout(text))
    else await write(resolve(cwd, file), text)
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (cause) {
    throw new UsageError(`the report could not be written to ${file}: ${messageOf(cause)}`, { cause })
  }
}
