import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, report as runReport } from './command.js'

// A busy machine may take its time.
const HOW = ['--reference', 'lua51', '--timeout', '30000']
const PAIR = ['--engines', 'lua51,lua54', ...HOW]
const THREE = ['--engines', 'lua51,lua54,lua53', ...HOW]
const MS = 120_000

const DIFFERS = 'return tostring(10 / 2)'
const FILE = 'luaparity.ledger.json'

interface Entry {
  case: string
  engine: string
  cause: string
  reason: string
  until?: string
}

const entriesIn = async (cwd: string): Promise<Entry[]> =>
  JSON.parse(await readFile(join(cwd, FILE), 'utf8')).accepted

const ledgerOf = (...accepted: object[]) => JSON.stringify({ schema: 'luaparity.ledger/1', accepted })

const accept = (cwd: string, ...args: string[]) => luaparity(['accept', ...args], { cwd })

test('a difference is red, accepted, green with its reason, fixed, and then stale', {
  timeout: MS,
}, async () => {
  const cwd = await temporaryFolder({ 'scripts/a.lua': DIFFERS, 'scripts/b.lua': 'return 1' })
  const before = await luaparity(['run', ...PAIR], { cwd })
  expect(before.exitCode).toBe(1)

  const accepting = await accept(cwd, 'scripts/a.lua', '--reason', 'only the log shows it', ...PAIR)
  expect(accepting.exitCode).toBe(0)
  expect(accepting.stdout).toMatch(/^scripts\/a\.lua.* lua54 .*\[dialect: int-float-tostring\]$/m)
  expect(accepting.stdout).toContain(`${FILE}: 1 entry written\n  scripts/a.lua on lua54, `)
  const [entry, ...others] = await entriesIn(cwd)
  expect(entry).toMatchObject({ case: 'scripts/a.lua', engine: 'lua54', reason: 'only the log shows it' })
  expect(others).toEqual([])

  const output = ['--reporter', 'json', '--reporter', 'junit', '--output', 'r.json', '--output', 'r.xml']
  const green = await luaparity(['run', ...PAIR, '--reporter', 'terminal', ...output], { cwd })
  expect(green.exitCode).toBe(0)
  expect(green.stdout).toMatch(/^scripts\/a\.lua +pass +pass ≠ +difference, accepted$/m)
  expect(green.stdout).toContain(', accepted, ledger: only the log shows it]\n')
  expect(green.stdout).toContain('1 differ, 1 accepted (1 by the ledger)')
  const json = JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8'))
  expect(json.cases[0]).toMatchObject({
    ok: true,
    verdict: { differences: [{ accepted: true, acceptedBy: 'ledger: only the log shows it' }] },
  })
  expect(json.ledger).toEqual({ file: FILE, entries: 1, stale: [], expired: [] })
  expect(await readFile(join(cwd, 'r.xml'), 'utf8')).toContain('value="ledger: only the log shows it"')

  await writeFile(join(cwd, 'scripts/a.lua'), 'return 5')
  const other = await luaparity(['run', 'scripts/b.lua', ...PAIR], { cwd })
  expect(other.exitCode).toBe(0)
  const fixed = await luaparity(['run', ...PAIR, '--reporter', 'terminal', ...output], { cwd })
  expect(fixed.exitCode).toBe(1)
  expect(fixed.stdout).toMatch(
    /^luaparity\.ledger\.json: stale, matches nothing any more: scripts\/a\.lua on lua54, .*: only the log shows it$/m,
  )
  expect(JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8'))).toMatchObject({
    ledger: { stale: [entry] },
    exitCode: 1,
  })
  expect(await readFile(join(cwd, 'r.xml'), 'utf8')).toMatch(
    /<testsuite name="ledger" tests="1" failures="1"/,
  )
})

test('an entry is over after its last day, and is renewed by accepting again', { timeout: MS }, async () => {
  const cwd = await temporaryFolder({ 'a.lua': DIFFERS })
  await accept(cwd, 'a.lua', '--reason', 'until 5.4 is dropped', '--until', '2999-12-31', ...PAIR)
  expect(await entriesIn(cwd)).toMatchObject([{ until: '2999-12-31' }])
  expect((await luaparity(['run', ...PAIR], { cwd })).exitCode).toBe(0)

  const text = await readFile(join(cwd, FILE), 'utf8')
  await writeFile(join(cwd, FILE), text.replace('2999-12-31', '2020-12-31'))
  const { report, exitCode } = await runReport(PAIR, { cwd })
  expect(exitCode).toBe(1)
  expect(report.ledger).toMatchObject({ stale: [], expired: [{ until: '2020-12-31' }] })
  expect(report.cases[0]!.verdict).toMatchObject({
    differences: [{ accepted: false, ranOut: expect.stringContaining('until 2020-12-31, which has passed') }],
  })

  expect((await accept(cwd, 'a.lua', '--reason', 'it is still there', ...PAIR)).exitCode).toBe(0)
  expect((await entriesIn(cwd)).map(({ reason, until }) => [reason, until])).toEqual([
    ['it is still there', undefined],
  ])
  expect((await luaparity(['run', ...PAIR], { cwd })).exitCode).toBe(0)
})

test('each engine is accepted on its own, and the entries stay sorted', { timeout: MS }, async () => {
  const cwd = await temporaryFolder({ 'a.lua': DIFFERS })
  const first = await accept(cwd, 'a.lua', '--engine', 'lua54', '--reason', 'one', ...THREE)
  expect(first.exitCode).toBe(0)
  const half = await luaparity(['run', ...THREE], { cwd })
  expect(half.exitCode).toBe(1)
  expect(half.stdout).toMatch(/^a\.lua.* lua53 .*\[dialect: int-float-tostring\]$/m)
  await accept(cwd, 'a.lua', '--reason', 'two', ...THREE)
  expect((await entriesIn(cwd)).map(({ engine, reason }) => [engine, reason])).toEqual([
    ['lua53', 'two'],
    ['lua54', 'one'],
  ])
  expect((await luaparity(['run', ...THREE], { cwd })).exitCode).toBe(0)
})

test('`check` asks nothing of entries for engines that it does not run', { timeout: MS }, async () => {
  const entry = { case: '**', engine: '*', cause: 'dialect', reason: 'strings of floats' }
  const cwd = await temporaryFolder({ 'a.lua': 'return 1', [FILE]: ledgerOf(entry) })
  expect((await luaparity(['check'], { cwd })).exitCode).toBe(0)
})

describe('nothing is accepted, and exit code 2 says why', { timeout: MS }, () => {
  const reason = ['--reason', 'why']

  test.each<[string, Record<string, string>, string[], RegExp]>([
    ['no reason', { 'a.lua': DIFFERS }, ['a.lua', ...PAIR], /--reason is missing: why .*\n.*in every report/],
    ['a blank reason', { 'a.lua': DIFFERS }, ['a.lua', '--reason', ' ', ...PAIR], /--reason is missing/],
    [
      'no difference',
      { 'a.lua': 'return 1' },
      ['a.lua', ...reason, ...PAIR],
      /a\.lua has nothing to accept: all engines agree/,
    ],
    [
      'a difference that is expected',
      { 'a.lua': `-- expect: difference lua54\n${DIFFERS}` },
      ['a.lua', ...reason, ...PAIR],
      /nothing to accept: all that differs is accepted already/,
    ],
    [
      'no difference on that engine',
      { 'a.lua': DIFFERS },
      ['a.lua', '--engine', 'lua51', ...reason, ...PAIR],
      /nothing to accept on lua51\n.*lua54/,
    ],
    [
      'an engine that is not in the run',
      { 'a.lua': DIFFERS },
      ['a.lua', '--engine', 'fast', ...reason, ...PAIR],
      /--engine fast is none of the engines of this run\nEngines: lua51, lua54/,
    ],
    [
      'a failure',
      { 'a.lua': 'error("boom")' },
      ['a.lua', ...reason, ...PAIR],
      /a\.lua fails, .*boom\nMend the script/,
    ],
    [
      'an expectation that does not hold',
      { 'a.lua': `-- expect: crash on lua54\n${DIFFERS}` },
      ['a.lua', ...reason, ...PAIR],
      /not what it says it expects: .*\nChange its `-- expect:` lines/,
    ],
    [
      'no reference',
      { 'a.lua': DIFFERS },
      ['a.lua', ...reason, '--engines', 'lua51,lua54'],
      /was not run on the reference.*\n.*--reference/,
    ],
    [
      'several scripts',
      { 's/a.lua': DIFFERS, 's/b.lua': '' },
      ['s', ...reason, ...PAIR],
      /s stands for 2 scripts.*\nName one of them: s\/a\.lua, s\/b\.lua/,
    ],
    [
      'a day that there is not',
      { 'a.lua': DIFFERS },
      ['a.lua', ...reason, '--until', '2027-02-30', ...PAIR],
      /--until takes a day/,
    ],
    [
      'a day that is over',
      { 'a.lua': DIFFERS },
      ['a.lua', ...reason, '--until', '2020-01-01', ...PAIR],
      /2020-01-01 is over already/,
    ],
  ])('%s', async (_, files, args, message) => {
    const cwd = await temporaryFolder(files)
    const { exitCode, stderr } = await accept(cwd, ...args)
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(message)])
    await expect(readFile(join(cwd, FILE))).rejects.toThrow('ENOENT')
  })
})

test('a slip in the ledger is named before anything is run', { timeout: MS }, async () => {
  const entry = { case: 'a.lua', engine: 'lua54', cause: 'dialekt', reason: 'why' }
  const cwd = await temporaryFolder({ 'a.lua': 'return 1', [FILE]: ledgerOf(entry) })
  for (const args of [
    ['run', ...PAIR],
    ['accept', 'a.lua', '--reason', 'x', ...PAIR],
  ]) {
    const { exitCode, stdout, stderr } = await luaparity(args, { cwd })
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(/luaparity\.ledger\.json is not valid:\n {2}accepted\[0\]\.cause: /)
  }
})

test('a ledger that the configuration names is made where it is missing', { timeout: MS }, async () => {
  const cwd = await temporaryFolder({
    'a.lua': DIFFERS,
    'luaparity.config.json': '{ "ledger": "known.json" }',
  })
  const missing = await luaparity(['run', ...PAIR], { cwd })
  expect([missing.exitCode, missing.stderr]).toEqual([
    2,
    expect.stringContaining('known.json, which the configuration'),
  ])
  expect((await accept(cwd, 'a.lua', '--reason', 'why', ...PAIR)).exitCode).toBe(0)
  expect((await luaparity(['run', ...PAIR], { cwd })).exitCode).toBe(0)
})
