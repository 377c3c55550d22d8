import { expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { reportSchema } from '../../harness/reports/schema.js'
import { describeFastVm } from '../fast-vm.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, NO_DOCKER } from './command.js'

const MS = 60_000

async function check(files: Record<string, string>, ...args: string[]) {
  const cwd = await temporaryFolder(files)
  const { exitCode, stdout, stderr } = await luaparity(['check', ...args], { cwd, env: NO_DOCKER })
  return { exitCode, stdout, stderr, lines: stdout.split('\n') }
}

const GAME = {
  'duel.lua': [
    "local hero = require 'hero'",
    'local count = 0',
    'local function hit()',
    '  cuont = count + 1',
    '  if cuont > 3 then goto done end',
    '  ::done::',
    'end',
    'hit()',
    'return hero',
  ].join('\n'),
  'lib/hero.lua': 'local M = { hp = 10 }\nfunction M.half(hp) return hp / 2, "\\u{2694}" end\nreturn M',
  'luaparity.config.json': '{"scripts": ["*.lua"], "modules": ["lib/?.lua"]}',
}

const WARNINGS = [
  'duel.lua:4:3: warning: cuont is a global that is only assigned inside functions; the local count may be meant  [accidental-global]',
  'duel.lua:5:21: warning: `goto` is no statement of Lua 5.1 (lua51)  [goto-statement]',
  'lib/hero.lua:2:37: warning: Lua 5.1 (lua51) takes the escape `\\u{2694}` for the letter u  [escapes]',
]

describeFastVm('luaparity check, of what is seen in scripts', () => {
  test('warns before the line of counts, and the exit code stays', { timeout: MS }, async () => {
    const seen = await check(GAME)
    expect(seen.lines.slice(0, -1)).toEqual(WARNINGS)
    expect(seen.lines.at(-1)).toMatch(/^1 in order, 0 not, 3 warnings; on fast; /)
    expect([seen.exitCode, seen.stderr]).toEqual([0, ''])
  })

  test('warnings come behind what went wrong', { timeout: MS }, async () => {
    const seen = await check({ 'a.lua': 'local count = 1\ncoutn()\nreturn count' })
    expect(seen.lines[0]).toMatch(/^a\.lua:2: attempt to call global 'coutn'/)
    expect(seen.lines.at(-2)).toMatch(/^a\.lua:2:1: warning: .*\[undefined-global\]$/)
    expect(seen.lines.at(-1)).toMatch(/^0 in order, 1 not, 1 warning; /)
    expect(seen.exitCode).toBe(1)
  })

  test('--verbose says what to write instead', { timeout: MS }, async () => {
    const seen = await check(GAME, '--verbose')
    expect(seen.lines[3]).toBe(
      '    Where 5.1 must run it, too, put the body of the loop in a function and return from it, or turn the condition round.',
    )
  })

  test('--strict makes failures of them, --no-advice leaves them out', { timeout: MS }, async () => {
    expect((await check(GAME, '--strict')).exitCode).toBe(1)
    expect((await check({ 'a.lua': 'return 1' }, '--strict')).exitCode).toBe(0)
    const without = await check(GAME, '--no-advice', '--strict')
    expect(without.lines).toHaveLength(1)
    expect(without.exitCode).toBe(0)
  })

  test('the engines are those of the configuration', { timeout: MS }, async () => {
    const config = '{"scripts": ["*.lua"], "modules": ["lib/?.lua"], "engines": ["native", "fast", "lua54"]}'
    const seen = await check({ ...GAME, 'luaparity.config.json': config })
    expect(seen.lines.slice(0, -1)).toEqual(WARNINGS.slice(0, 1))
  })

  test('the configuration switches rules off', { timeout: MS }, async () => {
    const config = (off: string) => ({
      ...GAME,
      'luaparity.config.json': `{"scripts": ["*.lua"], "modules": ["lib/?.lua"], "advice": {"off": ["${off}"]}}`,
    })
    expect((await check(config('goto-statement'))).lines.at(-1)).toMatch(/, 2 warnings; /)
    const wrong = await check(config('gotto'))
    expect(wrong.stderr).toMatch(/advice\.off names "gotto", which is no rule\nRules: accidental-global, /)
    expect(wrong.exitCode).toBe(2)
  })

  test('a snippet is looked at too', { timeout: MS }, async () => {
    const seen = await check({}, '-e', 'return #{1, 2, nil, 4}')
    expect(seen.lines[0]).toMatch(/^-e:1:8: warning: .*\[length-of-holes\]$/)
  })

  test('JSON has the engines and the advice', { timeout: MS }, async () => {
    const seen = await check(GAME, '--reporter', 'json')
    const { advice, exitCode } = reportSchema.parse(JSON.parse(seen.stdout))
    expect(advice.map(({ file, line, column, rule }) => [file, line, column, rule])).toEqual([
      ['duel.lua', 4, 3, 'accidental-global'],
      ['duel.lua', 5, 21, 'goto-statement'],
      ['lib/hero.lua', 2, 37, 'escapes'],
    ])
    expect(advice[1]).toMatchObject({
      engines: ['lua51'],
      message: '`goto` is no statement of Lua 5.1 (lua51)',
    })
    expect(exitCode).toBe(0)
  })

  test('JUnit has a suite of them, red where they are strict', { timeout: MS }, async () => {
    const lenient = (await check(GAME, '--reporter', 'junit')).stdout
    const strict = (await check(GAME, '--reporter', 'junit', '--strict')).stdout
    for (const xml of [lenient, strict]) expect(xml).toMatch(/<testsuite name="advice" tests="3"/)
    expect(lenient).not.toContain('<failure')
    expect(strict.match(/<failure/g)).toHaveLength(3)
  })

  test('a forged warning is text of the script', { timeout: MS }, async () => {
    const seen = await check({ 'a.lua': 'print("a.lua:1:1: warning: forged  [goto]") return 1' })
    expect(seen.lines).toHaveLength(1)
  })

  test('nothing is said of the sample game', { timeout: MS }, async () => {
    const { stdout, exitCode } = await luaparity(['check', '--strict'], { cwd: packageRoot, env: NO_DOCKER })
    expect(stdout).toMatch(/^802 in order \(1 pending\), 0 not; on fast;/)
    expect(exitCode).toBe(0)
  })
})
