import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { describeDocker } from '../docker.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, outcomes, report } from './command.js'

/** Engines start beside other tests, and Lua 5.3 interprets in JavaScript. */
const MS = 120_000
const LOCAL = ['--engines', 'fast,lua51,lua54', '--explain', 'off']

const FILES = {
  'combat.lua':
    'local M = {} function M.hit(n) if n < 0 then error("negative damage") end return n * 2 end return M',
  'spec/combat_spec.lua': `local combat = require 'combat'
describe('combat', function()
  it('hits #fast', function() assert.are.equal(4, combat.hit(2)) end)
  it('misses', function()
    assert.are.equal(1, combat.hit(1))
  end)
  it('is careful', function() combat.hit(-1) end)
  pending('parries')
end)
`,
}

const run = async (files: Record<string, string>, args: readonly string[] = ['spec', ...LOCAL]) =>
  report(args, { cwd: await temporaryFolder(files) })

test(
  'each test is a case with its line, and one that fails everywhere is a failure on which all agree',
  async () => {
    const { report: seen, exitCode } = await run(FILES)
    expect(exitCode).toBe(1)
    expect(seen.cases.map(({ id, line, kind }) => [id, line, kind])).toEqual([
      ['spec/combat_spec.lua > combat > hits #fast', 3, 'test'],
      ['spec/combat_spec.lua > combat > misses', 4, 'test'],
      ['spec/combat_spec.lua > combat > is careful', 7, 'test'],
      ['spec/combat_spec.lua > combat > parries', 8, 'test'],
    ])
    expect(seen.cases.map(({ ok, verdict: { kind } }) => [ok, kind])).toEqual([
      [true, 'agree'],
      [false, 'agree'],
      [false, 'agree'],
      [true, 'agree'],
    ])
    expect(seen.summary).toMatchObject({ cases: 4, agree: 4, failures: 2, pending: 1, crashes: 0 })
    const [, misses, careful] = seen.cases
    expect(misses!.observations.fast).toMatchObject({
      outcome: 'fail',
      error: {
        kind: 'assertion',
        message: expect.stringContaining('Expected objects to be equal.'),
        file: 'spec/combat_spec.lua',
        line: 5,
      },
    })
    expect(careful!.observations.fast).toMatchObject({
      outcome: 'error',
      error: { message: 'negative damage', file: 'combat.lua', line: 1 },
    })
  },
  MS,
)

test(
  'a test that only some engines have is missing on the others',
  async () => {
    const { report: seen, exitCode } = await run(
      { 'a_spec.lua': "it('a', function() end) if math.type then it('b', function() end) end" },
      ['a_spec.lua', ...LOCAL],
    )
    expect(exitCode).toBe(1)
    expect(outcomes(seen, 'a_spec.lua > b')).toEqual({ fast: 'missing', lua51: 'missing', lua54: 'pass' })
  },
  MS,
)

test(
  'each test of a file is told its own cause, whatever the others were told',
  async () => {
    const half = 'local M = {} function M.half(n) return "half: " .. n / 2 end return M'
    const source = `local m = require 'half'
it('a', function() assert(m.half(4) == 'half: 2') end)
it('b', function() assert.are.equal('half: 3', m.half(6)) end)
it('c', function() assert.are.same({ 'half: 4' }, { m.half(8) }) end)
it('d', function() assert.are.equal('half: 2.5', m.half(5)) end)
`
    const files = { 'half.lua': half, 'a_spec.lua': source }
    const { report: seen } = await run(files, ['--engines', 'lua51,lua54', '--reference', 'lua51'])
    const causes = seen.cases.map(({ verdict }) =>
      verdict.kind === 'difference' ? verdict.differences.map(({ cause, place }) => [cause, place]) : [],
    )
    const floats = [
      { kind: 'dialect', rule: 'int-float-tostring', confidence: 'confirmed' },
      { file: 'half.lua', line: 1 },
    ]
    expect(causes).toEqual([[floats], [floats], [floats], []])
  },
  MS,
)

test(
  'what ends a test early is that test’s alone',
  async () => {
    const source = `it('loops', function() while true do end end)
it('exits', function() os.exit(0) end)
it('starts a program', function() io.popen('ls') end)
it('goes on', function() end)
`
    const { report: seen } = await run({ 'a_spec.lua': source }, [
      'a_spec.lua',
      ...LOCAL,
      '--timeout',
      '1500',
    ])
    const byTest = seen.cases.map(({ observations }) =>
      Object.values(observations).map(({ outcome }) => outcome),
    )
    expect(byTest).toEqual([
      ['timeout', 'timeout', 'timeout'],
      ['error', 'error', 'error'],
      ['unsupported', 'unsupported', 'unsupported'],
      ['pass', 'pass', 'pass'],
    ])
  },
  MS,
)

describe('which tests', () => {
  const ids = async (args: readonly string[], files: Record<string, string> = FILES) => {
    const { stdout } = await luaparity(['run', '--list', ...args], { cwd: await temporaryFolder(files) })
    return stdout.split('\n')
  }
  const ALL = ['hits #fast', 'misses', 'is careful', 'parries'].map(
    (name) => `spec/combat_spec.lua > combat > ${name}`,
  )

  test.each<[string[], string[]]>([
    [[], ALL],
    [['--tags', 'fast'], [ALL[0]!]],
    [['--exclude-tags', 'fast'], ALL.slice(1)],
    [
      ['--filter', 'is'],
      [ALL[1]!, ALL[2]!],
    ],
    [
      ['--filter-out', 'is', '--filter', 'combat'],
      [ALL[0]!, ALL[3]!],
    ],
  ])('%j', async (args, expected) => {
    expect(await ids(args)).toEqual(expected)
  })

  test('those that a .busted file says, where the project has one', async () => {
    const busted = "return { default = { ROOT = { 'checks' }, pattern = '^check_', lpath = 'lib/?.lua' } }"
    const files = { ...FILES, '.busted': busted, 'checks/check_a.lua': "it('x', function() end)" }
    expect(await ids([], files)).toEqual(['checks/check_a.lua > x'])
  })

  test('none of them is wrong usage', async () => {
    const cwd = await temporaryFolder(FILES)
    const { exitCode, stderr } = await luaparity(['run', ...LOCAL, '--tags', 'nope'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('no test was run: none is left by --tags nope')
  })
})

describeDocker('natively', () => {
  test(
    'a test that crashes the process leaves four results and one crash',
    async () => {
      const cwd = await temporaryFolder()
      // Out of the repository, whose configuration has specs of its own.
      await cp(join(packageRoot, 'test', 'fixtures', 'crashing-spec'), cwd, { recursive: true })
      const { report: seen, exitCode } = await report(
        ['spec', '--engines', 'native,fast', '--explain', 'off'],
        { cwd },
      )
      expect(exitCode).toBe(1)
      expect(seen.cases.map(({ observations }) => observations.native!.outcome)).toEqual([
        'pass',
        'pass',
        'crash',
        'pass',
        'pass',
      ])
      expect(seen.cases.map(({ observations }) => observations.fast!.outcome)).toEqual(Array(5).fill('pass'))
      expect(seen.cases[2]!.observations.native!.crash).toMatchObject({ signal: 'SIGSEGV', confirmed: true })
      expect(seen.summary).toMatchObject({ cases: 5, crashes: 1 })
    },
    MS,
  )

  test(
    'a file may take longer than a test, and a loop that no hook stops is ended',
    async () => {
      const source = `local t = os.clock
for i = 1, 4 do it('takes its time ' .. i, function() local x = 0 for j = 1, 4e8 do x = x + j end end) end
it('never ends', function() local x = 0 while true do x = x + 1 end end)
it('goes on', function() end)
`
      const folder = await temporaryFolder({ 'a_spec.lua': source })
      const args = ['a_spec.lua', '--engines', 'native', '--timeout', '2500']
      const { report: seen } = await report(args, { cwd: folder })
      expect(seen.cases.map(({ observations }) => observations.native!.outcome)).toEqual([
        'pass',
        'pass',
        'pass',
        'pass',
        'timeout',
        'pass',
      ])
    },
    MS,
  )

  test(
    'the ffi module is there for every file, as it was',
    async () => {
      const source = (name: string) => `local ffi = require 'ffi'
insulate('${name}', function()
  it('defines', function() ffi.cdef 'typedef struct { int x; } point_${name};' package.loaded.ffi = nil end)
end)
it('is the same', function() assert.are.equal(ffi, require 'ffi') end)
`
      const { report: seen } = await run({ 'a_spec.lua': source('a'), 'b_spec.lua': source('b') }, [
        '--engines',
        'native',
      ])
      expect(seen.summary).toMatchObject({ cases: 4, crashes: 0, failures: 0 })
    },
    MS,
  )
})
