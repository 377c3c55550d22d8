import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reportSchema } from '../../harness/reports/schema.js'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, outcomes, report as runReport } from './command.js'
import { parseXml } from './xml.js'

const LUA51 = ['--engines', 'lua51']
const PAIR = ['--engines', 'lua51,lua54', '--reference', 'lua51']
const MS = 60_000

describe('what a script says it expects', { timeout: MS }, () => {
  const half = 'return tostring(10 / 2)'
  const fails = 'error("on purpose")'

  test.each<[string, string, boolean]>([
    ['a difference that is expected', `-- expect: difference lua54\n${half}`, true],
    ['a difference that is not expected', half, false],
    ['a difference expected of another engine', `-- expect: difference lua53\n${half}`, false],
    ['an expected difference that does not come', '-- expect: difference lua54\nreturn 1', false],
    ['an expected error', `-- expect: error\n${fails}`, true],
    ['an error that is not expected', fails, false],
    ['an expected error that does not come', '-- expect: error\nreturn 1', false],
    ['an expected timeout', '-- expect: timeout\nwhile true do end', true],
    ['an expected crash that does not come', '-- expect: crash SIGSEGV on lua54\nreturn 1', false],
    ['an expected refusal', '-- expect: unsupported\nos.execute("id")', true],
    ['an expectation of an engine that does not run', '-- expect: crash on native\nreturn 1', true],
  ])('%s', async (_, source, ok) => {
    const cwd = await temporaryFolder({ 'a.lua': source })
    const { report, exitCode } = await runReport([...PAIR, '--timeout', '1500'], { cwd })
    expect([report.cases[0]!.ok, exitCode]).toEqual([ok, ok ? 0 : 1])
    expect(report.exitCode).toBe(exitCode)
  })
})

describe('what people see', { timeout: MS }, () => {
  test('a syntax error with its place', async () => {
    const cwd = await temporaryFolder({ 'combat.lua': 'local hp = 3\nif hp > then end\n' })
    const { stdout, exitCode } = await luaparity(['run', ...PAIR], { cwd })
    expect(stdout).toContain("combat.lua:2: unexpected symbol near 'then'")
    expect(exitCode).toBe(1)
  })

  test('a difference: which engine, which value', async () => {
    const cwd = await temporaryFolder({
      'a.lua': 'local half = tostring(10 / 2)\nreturn half',
      'b.lua': 'return 1',
    })
    const { stdout, exitCode } = await luaparity(['run', ...PAIR], { cwd })
    expect(stdout).toMatch(/^a\.lua +pass +pass ≠ +difference$/m)
    expect(stdout).toMatch(/^b\.lua +pass +pass +agree$/m)
    expect(stdout).toContain(
      '\na.lua:1  lua54  tostring(5.0) is "5.0", LuaJIT gives "5"  [dialect: int-float-tostring]\n',
    )
    expect(stdout).toMatch(/2 cases, 1 agree, 1 differ/)
    expect(exitCode).toBe(1)
  })

  test('scripts cannot write over the terminal', async () => {
    const source = 'print("\\27[2J\\27]0;title\\7") error("\\27[31mred\\8\\13")'
    const { stdout, stderr } = await luaparity(['run', '-e', source, ...PAIR], {
      cwd: await temporaryFolder(),
    })
    expect(`${stdout}${stderr}`).not.toMatch(/[\x00-\x08\x0b-\x1f\x7f]/)
  })

  test('--verbose shows what was accepted', async () => {
    const cwd = await temporaryFolder({ 'a.lua': '-- expect: difference lua54\nreturn tostring(10 / 2)' })
    const brief = await luaparity(['run', ...PAIR], { cwd })
    const verbose = await luaparity(['run', '--verbose', ...PAIR], { cwd })
    expect([brief.exitCode, verbose.exitCode]).toEqual([0, 0])
    expect(verbose.stdout.length).toBeGreaterThan(brief.stdout.length)
  })
})

describe('scripts that misbehave inside this process', { timeout: MS }, () => {
  test('cost their own case and nothing else', async () => {
    const cwd = await temporaryFolder({
      'luaparity.config.json': '{"limits": {"memoryMb": 64, "timeoutMs": 6000, "outputKb": 1000}}',
      'bomb.lua': 'return (loadstring or load)("return " .. ("("):rep(1e5) .. "1" .. (")"):rep(1e5)) == nil',
      'caught.lua': 'while true do pcall(function() while true do end end) end',
      'deep.lua': 'local function f(n) return 1 + f(n + 1) end return f(0)',
      'exit.lua': 'pcall(os.exit, 0) return 1',
      'flood.lua': 'local s = ("x"):rep(1e6) for i = 1, 100 do print(s) end return 1',
      'hog.lua': 'local t = {} while true do t = {t, {}, {}} end',
      'loop.lua': 'while true do end',
      'zz.lua': 'return "after"',
    })
    const { report, exitCode } = await runReport(PAIR, { cwd })
    const both = (outcome: string) => ({ lua51: outcome, lua54: outcome })
    expect(Object.fromEntries(report.cases.map(({ id }) => [id, outcomes(report, id)]))).toEqual({
      'bomb.lua': both('pass'),
      'caught.lua': both('timeout'),
      'deep.lua': both('error'),
      'exit.lua': both('error'),
      'flood.lua': both('pass'),
      'hog.lua': both('out-of-memory'),
      'loop.lua': both('timeout'),
      'zz.lua': both('pass'),
    })
    const flood = report.cases.find(({ id }) => id === 'flood.lua')!.observations.lua51!.output
    expect([flood.truncated, flood.text.length]).toEqual([true, 1_024_000])
    expect(exitCode).toBe(1)
  })

  test('cannot write to the standard output of the command', async () => {
    const source = `local registry = debug.getregistry()
      for _, value in pairs(registry) do
        local meta = type(value) == "userdata" and debug.getmetatable(value)
        local write = meta and (meta.write or meta.__index and meta.__index.write)
        if write then pcall(write, value, "leaked") end
      end
      io.stdout:write("captured") io.stderr:write("captured too") print("shown")`
    const { report, stdout, stderr } = await runReport(['-e', source, '--engines', 'lua51,lua54,lua53'], {
      cwd: await temporaryFolder(),
    })
    expect(report.cases[0]).toMatchObject({ ok: true, verdict: { kind: 'agree' } })
    expect(`${stdout}${stderr}`).not.toContain('leaked')
  })
})

describe('a run', { timeout: MS }, () => {
  test('is the same again with the same seed, and another with another', async () => {
    const cwd = await temporaryFolder({ 'dice.lua': 'return math.random(1000000), math.random()' })
    const roll = async (seed: string) => {
      const { report } = await runReport(['--seed', seed, '--engines', 'lua51,lua54,lua53'], { cwd })
      expect([report.run.seed, report.cases[0]!.verdict.kind]).toEqual([Number(seed), 'agree'])
      return report.cases[0]!.observations.lua51!.values
    }
    expect(await roll('7')).toBe(await roll('7'))
    expect(await roll('7')).not.toBe(await roll('8'))
  })

  test('ends with --bail at the first failure and says what has no result', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, index) => [`s${10 + index}.lua`, 'error("broken")']),
    )
    const cwd = await temporaryFolder(files)
    const { report, exitCode } = await runReport(['--bail', '--jobs', '1', ...LUA51], { cwd })
    expect(report.run).toMatchObject({ cutShort: 'bail', planned: 30 })
    expect(report.cases.length).toBeGreaterThan(0)
    expect(report.cases.length).toBeLessThan(30)
    expect(exitCode).toBe(1)
    const { stdout } = await luaparity(['run', '--bail', '--jobs', '1', ...LUA51], { cwd })
    expect(stdout).toMatch(/Ended at the first failure \(--bail\); \d+ cases have no result/)
  })

  test('with --bail and nothing wrong is a whole run', async () => {
    const cwd = await temporaryFolder({ 'a.lua': 'return 1', 'b.lua': 'return 2' })
    const { report, exitCode } = await runReport(['--bail', ...LUA51], { cwd })
    expect([report.run.cutShort, report.cases.length, exitCode]).toEqual([null, 2, 0])
  })
})

describe('reports', { timeout: MS }, () => {
  const files = {
    'a.lua': 'print("a < b & c ]]> \\0\\27\\255") return 1',
    'b & "c".lua': 'error("<no> & \\"never\\" \\1")',
    'c.lua': '-- expect: difference lua54\nreturn tostring(10 / 2)',
    'd.lua': 'return tostring(10 / 2)',
  }

  test('go where they are sent, each whole', async () => {
    const cwd = await temporaryFolder(files)
    const args = ['--reporter', 'json', '--output', 'r.json', '--reporter', 'junit', '--output', 'r.xml']
    const { stdout, exitCode } = await luaparity(['run', ...PAIR, ...args, '--reporter', 'terminal'], { cwd })
    expect([stdout, exitCode]).toEqual([expect.stringContaining('4 cases'), 1])
    const report = reportSchema.parse(JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8')))
    expect(report.summary).toMatchObject({ cases: 4, differences: 2, accepted: 1, failures: 1 })
    const suites = parseXml(await readFile(join(cwd, 'r.xml'), 'utf8'))
    expect(suites.children.map(({ attributes }) => [attributes.name, attributes.tests])).toEqual([
      ['lua51', '4'],
      ['lua54', '4'],
    ])
    const names = suites.children[1]!.children.map(({ attributes }) => attributes.name)
    expect(names).toEqual(['a.lua', 'b & "c".lua', 'c.lua', 'd.lua'])
  })

  test('json on standard output has nothing else there', async () => {
    const cwd = await temporaryFolder(files)
    const { stdout, stderr } = await luaparity(
      ['run', ...PAIR, '--reporter', 'json', '--reporter', 'terminal'],
      { cwd },
    )
    expect(reportSchema.parse(JSON.parse(stdout)).cases).toHaveLength(4)
    expect(stderr).toContain('4 cases')
  })

  test('junit on standard output is XML and nothing else', async () => {
    const cwd = await temporaryFolder(files)
    const { stdout, exitCode } = await luaparity(['run', ...PAIR, '--reporter', 'junit'], { cwd })
    const document = parseXml(stdout)
    expect([document.name, exitCode]).toEqual(['testsuites', 1])
    const failing = document.children[1]!.children.filter(({ children }) =>
      children.some(({ name }) => name === 'failure' || name === 'error'),
    )
    expect(failing.map(({ attributes }) => attributes.name)).toContain('d.lua')
    expect(failing.map(({ attributes }) => attributes.name)).not.toContain('c.lua')
  })

  test('bytes survive in JSON', async () => {
    const source = 'io.write("\\0\\255\\128ok") return "\\0\\255"'
    const { report } = await runReport(['-e', source, ...LUA51], { cwd: await temporaryFolder() })
    const { output, values } = report.cases[0]!.observations.lua51!
    expect(Buffer.from(output.base64!, 'base64').toString('latin1')).toBe('\0\xff\x80ok')
    expect(values).toBe('["\\000\\255"]')
  })
})
