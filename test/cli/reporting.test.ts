import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reportTargets, writeReports } from '../../harness/cli/reporting.js'
import type { Terminal } from '../../harness/cli/terminal.js'
import { UsageError } from '../../harness/errors.js'
import { jsonReporter } from '../../harness/reports/json.js'
import { junitReporter } from '../../harness/reports/junit.js'
import { reportSchema } from '../../harness/reports/schema.js'
import { terminalReporter } from '../../harness/reports/terminal.js'
import { aRun, crashed, judged, passing } from '../builders.js'
import { temporaryFolder } from '../temporary-folder.js'

const REPORTERS = {
  terminal: async () => terminalReporter,
  json: async () => jsonReporter,
  junit: async () => junitReporter,
}

const FINISHED = {
  result: aRun([judged({ native: passing(), lua54: crashed() })]),
  version: '1.0.0',
  exitCode: 1,
}

async function written(reporters: string[], outputs: string[] = [], changes: Partial<Terminal> = {}) {
  const cwd = await temporaryFolder()
  const streams = { stdout: '', stderr: '' }
  const terminal: Terminal = {
    stdout: async (text) => {
      streams.stdout += text
    },
    stderr: async (text) => {
      streams.stderr += text
    },
    stdoutColours: false,
    stderrColours: false,
    live: false,
    width: 100,
    ...changes,
  }
  await writeReports(reportTargets(REPORTERS, reporters, outputs), FINISHED, {
    cwd,
    terminal,
    verbose: false,
  })
  return { ...streams, file: (name: string) => readFile(join(cwd, name), 'utf8') }
}

const targets = (reporters: string[], outputs: string[] = []) =>
  reportTargets(REPORTERS, reporters, outputs).map(({ name, file }) => [name, file])

describe('where reports go', () => {
  test.each<[string[], string[], [string, string | null][]]>([
    [[], [], [['terminal', null]]],
    [['json'], [], [['json', null]]],
    [['json'], ['r.json'], [['json', 'r.json']]],
    [
      ['json', 'terminal', 'junit'],
      ['a', 'b'],
      [
        ['json', 'a'],
        ['terminal', null],
        ['junit', 'b'],
      ],
    ],
    [
      ['junit', 'json'],
      ['x.xml'],
      [
        ['junit', 'x.xml'],
        ['json', null],
      ],
    ],
  ])('%j with %j', (reporters, outputs, expected) => {
    expect(targets(reporters, outputs)).toEqual(expected)
  })

  test.each<[string[], string[], string]>([
    [['xml'], [], 'there is no reporter "xml"'],
    [['constructor'], [], 'there is no reporter "constructor"'],
    [[], ['r.json'], '--output r.json belongs to no report'],
    [['terminal'], ['r.txt'], '--output r.txt belongs to no report'],
    [['json'], ['a', 'b'], '--output b belongs to no report'],
    [['json', 'junit'], ['r', 'r'], 'two reports would both be written to r'],
    [['json', 'junit'], [], 'the json and junit reports would both go to standard output'],
  ])('%j with %j is a usage error', (reporters, outputs, message) => {
    expect(() => reportTargets(REPORTERS, reporters, outputs)).toThrow(UsageError)
    expect(() => reportTargets(REPORTERS, reporters, outputs)).toThrow(message)
  })
})

describe('writing', () => {
  test('the terminal report goes to standard output', async () => {
    const { stdout, stderr } = await written([])
    expect(stdout).toContain('crashed: SIGSEGV')
    expect(stderr).toBe('')
  })

  test('a report for machines has standard output to itself', async () => {
    const { stdout, stderr } = await written(['json', 'terminal'])
    expect(reportSchema.parse(JSON.parse(stdout)).exitCode).toBe(1)
    expect(stderr).toContain('crashed: SIGSEGV')
  })

  test('with a file for it, the terminal report stays on standard output', async () => {
    const { stdout, stderr, file } = await written(['json', 'junit', 'terminal'], ['r.json', 'r.xml'])
    expect(reportSchema.parse(JSON.parse(await file('r.json'))).cases).toHaveLength(1)
    expect(await file('r.xml')).toContain('<testsuites')
    expect(stdout).toContain('crashed: SIGSEGV')
    expect(stderr).toBe('')
  })

  test('colours are those of the stream, and never in a file or for a machine', async () => {
    const colours = { stdoutColours: true, stderrColours: true }
    const both = await written(['json', 'terminal'], [], colours)
    expect(both.stdout).not.toContain('\x1b[')
    expect(both.stderr).toContain('\x1b[')
    expect((await written([], [], { stdoutColours: true })).stdout).toContain('\x1b[')
    expect((await written([], [], { stderrColours: true })).stdout).not.toContain('\x1b[')
    expect((await written(['terminal', 'json'], [], { stdoutColours: true })).stderr).not.toContain('\x1b[')
    expect(await (await written(['junit'], ['r.xml'], colours)).file('r.xml')).not.toContain('\x1b[')
  })

  test('a file that cannot be written is a usage error, with its path', async () => {
    const failure = written(['json'], ['no/such/folder/r.json'])
    await expect(failure).rejects.toBeInstanceOf(UsageError)
    await expect(failure).rejects.toThrow(/could not be written to .*r\.json/)
  })
})
