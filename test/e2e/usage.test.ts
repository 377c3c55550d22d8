import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { version } from '../../harness/cli/version.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, report as runReport } from './command.js'

const LUA51 = ['--engines', 'lua51']
const MS = 60_000

describe('help', { timeout: MS }, () => {
  test('--version is that of the package, and nothing else', async () => {
    const { exitCode, stdout, stderr } = await luaparity(['--version'], { cwd: await temporaryFolder() })
    expect([exitCode, stdout, stderr]).toEqual([0, version, ''])
  })

  test.each([[['--help']], [['help']]])('%j lists the commands, with examples', async (args) => {
    const { exitCode, stdout, stderr } = await luaparity(args, { cwd: await temporaryFolder() })
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^Usage: luaparity/)
    for (const command of ['check', 'run', 'accept', 'engines', 'images', 'doctor', 'setup'])
      expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'))
    expect(stdout).toContain('Examples:\n  $ luaparity ')
  })

  test('run --help names every option, examples and exit codes', async () => {
    const { exitCode, stdout } = await luaparity(['run', '--help'], { cwd: await temporaryFolder() })
    expect(exitCode).toBe(0)
    const options = [
      'eval',
      'engines',
      'reference',
      'seed',
      'timeout',
      'jobs',
      'reporter',
      'output',
      'bail',
      'list',
      'config',
    ]
    for (const option of options) expect(stdout).toContain(`--${option}`)
    expect(stdout).toContain('Examples:\n  $ luaparity run')
    expect(stdout).toMatch(/Exit codes: 0 .*1 .*2 .*3 .*130/s)
  })

  test('without a command it explains itself and fails', async () => {
    const { exitCode, stdout, stderr } = await luaparity([], { cwd: await temporaryFolder() })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toContain('Usage: luaparity')
  })
})

describe('wrong usage', { timeout: MS }, () => {
  const snippet = ['-e', 'return 1']

  test.each<[string, string[], RegExp]>([
    ['an unknown command', ['rnu'], /unknown command 'rnu'[\s\S]*run/],
    ['an unknown option', ['run', '--engine', 'lua51'], /unknown option '--engine'[\s\S]*--engines/],
    [
      'an unknown engine',
      ['run', ...snippet, '--engines', 'lua51,lua99'],
      /there is no engine "lua99"[\s\S]*native, native:jit=off, fast, lua51/,
    ],
    ['no engine', ['run', ...snippet, '--engines', ','], /names no engine/],
    [
      'a reference that is not run',
      ['run', ...snippet, ...LUA51, '--reference', 'lua54'],
      /the reference "lua54" is not among the engines lua51/,
    ],
    [
      'an unknown reporter',
      ['run', ...snippet, '--reporter', 'html'],
      /there is no reporter "html"[\s\S]*terminal, json, junit/,
    ],
    [
      'two reports on standard output',
      ['run', ...snippet, '--reporter', 'json', '--reporter', 'junit'],
      /json and junit reports would both go to standard output[\s\S]*--output/,
    ],
    [
      'an output without a report',
      ['run', ...snippet, '--output', 'x.json'],
      /--output x\.json belongs to no report[\s\S]*--reporter/,
    ],
    [
      'a seed that is no number',
      ['run', ...snippet, '--seed', 'abc'],
      /--seed takes a whole number of at least 0, not "abc"/,
    ],
    [
      'a negative seed',
      ['run', ...snippet, '--seed', '-1'],
      /--seed takes a whole number of at least 0, not "-1"/,
    ],
    [
      'a timeout of nothing',
      ['run', ...snippet, '--timeout', '0'],
      /--timeout takes a whole number of at least 1, not "0"/,
    ],
    [
      'half a job',
      ['run', ...snippet, '--jobs', '0.5'],
      /--jobs takes a whole number of at least 1, not "0\.5"/,
    ],
    ['no engine to list', ['engines', '--engines', ','], /names no engine/],
    ['an unknown matrix', ['engines', '--matrix', 'huge'], /Allowed choices are laptop, ci, full/],
    ['one engine to compare', ['engines', 'diff', 'lua51'], /missing required argument 'B'/],
    [
      'an engine to compare that there is not',
      ['engines', 'diff', 'lua51', 'lua99'],
      /there is no engine "lua99"/,
    ],
    [
      'a saved list that is not there',
      ['engines', 'diff', 'lua51', 'x.json'],
      /x\.json cannot be read: ENOENT[\s\S]*luaparity engines --json > file\.json/,
    ],
    ['an unknown option of a command of a command', ['images', 'prune', '--al'], /unknown option '--al'/],
    ['a missing argument', ['run', '--engines'], /--engines <names>.* argument missing/],
    [
      'a script that is not there',
      ['run', 'nope.lua'],
      /nope\.lua does not exist \(looked in .+\)[\s\S]*Name a Lua file/,
    ],
    ['a glob that matches nothing', ['run', 'x/**/*.lua'], /no file matches x\/\*\*\/\*\.lua/],
    ['an empty project', ['run'], /no scripts found: nothing in .+ matches \*\*\/\*\.lua[\s\S]*scripts/],
  ])('%s', async (_, args, message) => {
    const { exitCode, stdout, stderr } = await luaparity(args, { cwd: await temporaryFolder() })
    expect(stderr).toMatch(message)
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(/\n\s+at .+:\d+:\d+/)
  })

  test('an empty folder', async () => {
    const cwd = await temporaryFolder({ 'a.lua': 'return 1' })
    await mkdir(join(cwd, 'empty'))
    const { exitCode, stderr } = await luaparity(['run', 'empty'], { cwd })
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/no scripts in the folder empty/)])
  })

  test('a folder whose Lua files match nothing', async () => {
    const cwd = await temporaryFolder({
      'luaparity.config.json': '{"scripts": ["tests/**/*.lua"]}',
      'other/a.lua': 'return 1',
      'other/b.lua': 'return 2',
    })
    const { exitCode, stderr } = await luaparity(['run', 'other'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('no scripts in the folder other; its 2 Lua files match none of tests/**/*.lua')
  })

  test('a line "-- expect:" that is not understood', async () => {
    const cwd = await temporaryFolder({ 'a.lua': '-- a comment\n-- expect: miracles\nreturn 1' })
    const { exitCode, stderr } = await luaparity(['run'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/a\.lua:2: "expect: miracles" is not understood; write "difference <engine>/)
  })

  test('a report that cannot be written', async () => {
    const cwd = await temporaryFolder()
    const args = ['run', ...snippet, ...LUA51, '--reporter', 'json', '--output', 'no/such/folder.json']
    const { exitCode, stderr } = await luaparity(args, { cwd })
    expect([exitCode, stderr]).toEqual([
      2,
      expect.stringMatching(/the report could not be written to .+folder\.json/),
    ])
  })
})

describe('where scripts are', { timeout: MS }, () => {
  test('--list prints what would run, and runs nothing', async () => {
    const cwd = await temporaryFolder({
      'b.lua': 'while true do end',
      'a/x.lua': 'error("ran")',
      'node_modules/m.lua': '',
    })
    const { exitCode, stdout, stderr } = await luaparity(['run', '--list'], { cwd })
    expect([exitCode, stdout, stderr]).toEqual([0, 'a/x.lua\nb.lua', ''])
    expect((await luaparity(['run', '--list', 'a', '-e', 'return 1'], { cwd })).stdout).toBe('-e\na/x.lua')
    expect((await luaparity(['run', '--list', '*.lua'], { cwd })).stdout).toBe('b.lua')
  })

  test('paths with spaces and letters beyond ASCII', async () => {
    const cwd = await temporaryFolder({
      'ein Ordner/größe ü 漢字.lua': 'return require("mein modul").wert, ...',
      'mein modul.lua': 'return {wert = "été"}',
    })
    const { report } = await runReport(['ein Ordner', '--engines', 'lua51,lua54'], { cwd })
    expect(report.cases.map(({ id, ok }) => [id, ok])).toEqual([['ein Ordner/größe ü 漢字.lua', true]])
    const named = await runReport(['ein Ordner/größe ü 漢字.lua', ...LUA51], { cwd })
    expect(named.report.summary).toMatchObject({ cases: 1, agree: 1 })
  })

  test('from a sub-folder, paths are relative to it and ids to the configuration', async () => {
    const root = await temporaryFolder({
      'luaparity.config.json': '{"scripts": ["game/**/*.lua"], "modules": ["lib/?.lua"], "seed": 9}',
      'game/deep/a.lua': 'return require("m")',
      'game/b.lua': 'return 2',
      'lib/m.lua': 'return "module"',
    })
    const { report } = await runReport(['deep', ...LUA51], { cwd: join(root, 'game') })
    expect(report.cases.map(({ id, ok }) => [id, ok])).toEqual([['game/deep/a.lua', true]])
    expect(report.run.seed).toBe(9)
    const everything = await luaparity(['run', '--list'], { cwd: join(root, 'game', 'deep') })
    expect(everything.stdout).toBe('game/b.lua\ngame/deep/a.lua')
  })

  test('several snippets, each a case of its own', async () => {
    const args = ['-e', 'return 1', '-e', 'x = 1 return x', '-e', 'return x', ...LUA51]
    const { report, exitCode } = await runReport(args, { cwd: await temporaryFolder() })
    expect(exitCode).toBe(0)
    const values = report.cases.map(({ id, kind, observations }) => [id, kind, observations.lua51!.values])
    expect(values).toEqual([
      ['-e', 'snippet', '[n1]'],
      ['-e 2', 'snippet', '[n1]'],
      ['-e 3', 'snippet', '[nil]'],
    ])
  })

  test('a script and a snippet together', async () => {
    const cwd = await temporaryFolder({ 'a.lua': 'return 1' })
    const { report } = await runReport(['a.lua', '-e', 'return 2', ...LUA51], { cwd })
    expect(report.cases.map(({ id }) => id)).toEqual(['-e', 'a.lua'])
  })
})

describe('pipes', { timeout: MS }, () => {
  test('a reader of the help that goes away at once is no error', async () => {
    const running = luaparity(['check', '--help'], { cwd: await temporaryFolder() })
    running.stdout.destroy()
    const { exitCode, stderr } = await running
    expect([exitCode, stderr]).toEqual([0, ''])
  })

  test('a reader that goes away early is no error', async () => {
    const cwd = await temporaryFolder({ 'a.lua': 'return ("x"):rep(8 * 2 ^ 20)' })
    const running = luaparity(['run', 'a.lua', ...LUA51, '--reporter', 'json'], { cwd })
    const first = new Promise<string>((resolve) =>
      running.stdout.once('data', (chunk) => resolve(String(chunk))),
    )
    expect(await first).toMatch(/^\{/)
    running.stdout.destroy()
    const { exitCode, signal, stderr } = await running
    expect({ exitCode, signal }).toEqual({ exitCode: 0, signal: undefined })
    expect(stderr).not.toMatch(/EPIPE|Error/)
  })

  test('colours only on a terminal, or when asked for', async () => {
    const cwd = await temporaryFolder()
    const args = ['run', '-e', 'return 1', ...LUA51]
    const piped = await luaparity(args, { cwd, env: { NO_COLOR: undefined } })
    const forced = await luaparity(args, { cwd, env: { NO_COLOR: undefined, FORCE_COLOR: '1' } })
    const colour = String.fromCharCode(27)
    expect([piped.stdout.includes(colour), forced.stdout.includes(colour)]).toEqual([false, true])
  })
})
