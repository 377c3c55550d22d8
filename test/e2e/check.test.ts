import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { packageRoot } from '../../harness/package-root.js'
import { reportSchema } from '../../harness/reports/schema.js'
import { describeFastVm } from '../fast-vm.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, NO_DOCKER } from './command.js'

const MS = 60_000

/** Where no Docker engine answers: what runs here has not touched one. */
async function check(files: Record<string, string>, ...args: string[]) {
  const cwd = await temporaryFolder(files)
  const { exitCode, stdout, stderr } = await luaparity(['check', ...args], { cwd, env: NO_DOCKER })
  return { exitCode, lines: stdout.split('\n'), stdout, stderr }
}

describeFastVm('luaparity check', () => {
  test('says nothing but a line of counts when all is in order', { timeout: MS }, async () => {
    const seen = await check(
      { 'a.lua': 'print("hello") return 10 / 2', 'b.lua': 'return 1LL + 1' },
      '--no-advice',
    )
    expect([seen.exitCode, seen.stderr]).toEqual([0, ''])
    expect(seen.stdout).toMatch(/^2 in order, 0 not; on fast; \d\.\d\d s; seed 1\.$/)
  })

  test('an error begins with its file and line, and shows where it came from', { timeout: MS }, async () => {
    const seen = await check({
      'a.lua': 'local m = require("m")\nm.hit(nil)',
      'm.lua': 'return {\n  hit = function(hero)\n    return hero.hp\n  end,\n}',
      'luaparity.config.json': '{"scripts": ["a.lua"]}',
    })
    expect(seen.exitCode).toBe(1)
    expect(seen.lines[0]).toBe("m.lua:3: attempt to index local 'hero' (a nil value)")
    expect(seen.lines[1]).toBe('  in the script a.lua')
    expect(seen.stdout).toContain("    m.lua:3: in function 'hit'\n    a.lua:2: in main chunk\n")
    expect(seen.lines.at(-1)).toMatch(/^0 in order, 1 not;/)
  })

  test.each([
    ['a syntax error', 'local x = = 1', /^a\.lua:1: unexpected symbol near '='$/],
    ['an endless loop', 'while true do end', /^a\.lua:1: timeout: ended after the limit of 300 ms$/],
    ['os.exit', 'os.exit(0)', /^a\.lua:1: os\.exit\(0\) was called: the host process would end here$/],
    ['ffi', '-- needs it\nlocal ffi = require("ffi")', /^a\.lua:2: unsupported: .*ffi.*`luaparity run`/],
    ['a forged line', 'error("x\\n9 in order, 0 not; on fast")', /^a\.lua:1: x$/],
  ])('%s is an exit code of 1', { timeout: MS }, async (_, source, message) => {
    const seen = await check({ 'a.lua': source }, '--timeout', '300')
    expect(seen.lines[0]).toMatch(message)
    expect(seen.lines.filter((line) => line.startsWith('9 in order'))).toEqual([])
    expect(seen.exitCode).toBe(1)
  })

  const ORDER = `
    local seen, last = {}, nil
    for i = 1, 40 do seen['crate-' .. i] = i end
    for name in pairs(seen) do last = name end`

  test('a dependence on the order of pairs is found', { timeout: MS }, async () => {
    const seen = await check({ 'a.lua': `${ORDER} return last` })
    expect(seen.lines[0]).toMatch(
      /^a\.lua:\d+: this loop goes over \d+ keys in no fixed order {2}\[order-dependent\]$/,
    )
    expect(seen.exitCode).toBe(1)
    expect((await check({ 'a.lua': `${ORDER} return last` }, '--orders', '0')).exitCode).toBe(0)
  })

  test('going over a table in any order is no fault by itself', { timeout: MS }, async () => {
    const sum = `${ORDER} local sum = 0 for _, i in pairs(seen) do sum = sum + i end return sum, seen`
    expect((await check({ 'a.lua': sum })).exitCode).toBe(0)
  })

  test('what a script expects of fast is accepted, and demanded', { timeout: MS }, async () => {
    const expected = await check({ 'a.lua': `-- expect: difference fast\n${ORDER} return last` }, '--verbose')
    expect(expected.lines[0]).toMatch(/\[order-dependent, expected\]$/)
    expect(expected.exitCode).toBe(0)
    expect((await check({ 'a.lua': '-- expect: error on fast\nerror("x")' })).exitCode).toBe(0)
    const unmet = await check({ 'a.lua': '-- expect: error on fast\nreturn 1' })
    expect(unmet.lines[0]).toContain('line 1 says "-- expect: error on fast", but fast ended with pass')
    expect(unmet.exitCode).toBe(1)
  })

  test('hundreds of scripts come in order, one of them ended from outside', { timeout: MS }, async () => {
    const files: Record<string, string> = {}
    for (let i = 100; i < 400; i++) files[`s${i}.lua`] = i === 250 ? 'while true do end' : `return ${i}`
    const seen = await check(files, '--timeout', '300', '--reporter', 'json')
    const { cases, summary } = reportSchema.parse(JSON.parse(seen.stdout))
    expect(cases.map(({ id }) => id)).toEqual(Object.keys(files))
    expect(summary).toMatchObject({ cases: 300, failures: 1 })
    expect(cases[150]).toMatchObject({ ok: false, observations: { fast: { outcome: 'timeout' } } })
    expect(seen.exitCode).toBe(1)
  })

  test('as many threads as the configuration says', { timeout: MS }, async () => {
    const files = { 'a.lua': 'return 1', 'b.lua': 'return 2', 'luaparity.config.json': '{"jobs": 1}' }
    expect((await check(files)).lines.at(-1)).toMatch(/^2 in order, 0 not;/)
  })

  test('a host fake that does not load is named', { timeout: MS }, async () => {
    const seen = await check({
      'a.lua': 'return 1',
      'fakes.lua': 'error("no fakes today")',
      'luaparity.config.json': '{"scripts": ["a.lua"], "host": {"lua": "fakes.lua"}}',
    })
    expect(seen.stdout).toContain('no fakes today')
    expect(seen.exitCode).toBe(1)
  })

  test('the sample game is in order', { timeout: MS }, async () => {
    const { stdout, exitCode } = await luaparity(['check'], { cwd: packageRoot, env: NO_DOCKER })
    expect(stdout).toMatch(/^802 in order \(1 pending\), 0 not; on fast;/)
    expect(exitCode).toBe(0)
  })
})

describeFastVm('a snippet without a command', () => {
  test.each([
    [['-e', 'return 10 / 2'], 0],
    [['--eval=error("x")'], 1],
    [['-e', 'goto done ::done::', '-e', 'return 1LL + 1'], 0],
  ])('%j is checked', { timeout: MS }, async (args, code) => {
    const { exitCode, stdout } = await luaparity(args, { cwd: await temporaryFolder(), env: NO_DOCKER })
    expect(stdout).toMatch(/ on fast; /)
    expect(exitCode).toBe(code)
  })

  test('with engines named it is run on them', { timeout: MS }, async () => {
    const args = ['-e', 'return 10 / 2', '--engines', 'lua51,lua54']
    const { exitCode, stdout } = await luaparity(args, { cwd: await temporaryFolder(), env: NO_DOCKER })
    expect(stdout).toMatch(/on lua51, lua54/)
    expect(exitCode).toBe(0)
  })
})

describe('where the fast VM has not been built', () => {
  test('lua51 checks instead, and one line says so', { timeout: MS }, async () => {
    const copy = await temporaryFolder({ 'project/a.lua': 'return 10 / 2' })
    for (const part of ['dist', 'package.json', 'harness'])
      await cp(join(packageRoot, part), join(copy, part), {
        recursive: true,
        filter: (path) => !path.endsWith('fast-vm.json'),
      })
    await symlink(join(packageRoot, 'node_modules'), join(copy, 'node_modules'))
    const main = join(copy, 'dist', 'bundle', 'luaparity.js')
    const { exitCode, stdout, stderr } = await execa(process.execPath, [main, 'check', 'a.lua'], {
      cwd: join(copy, 'project'),
      env: { ...NO_DOCKER, NO_COLOR: '1' },
      reject: false,
    })
    expect(stderr).toMatch(/^The fast VM has not been built, so lua51 checks instead; .*luaparity setup.*$/)
    expect(stdout).toMatch(/^1 in order, 0 not; on lua51;/)
    expect(exitCode).toBe(0)
  })
})
