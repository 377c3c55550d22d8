import { expect, test } from 'vitest'
import { describeFastVm } from '../../fast-vm.js'
import { NO_DOCKER } from '../command.js'
import { aProject, configOf, GAME, vitest } from './project.js'

/** Each of them runs Vitest, most of them several times, on a machine that may have better things to do. */
const MS = 180_000

const ON_FAST = { ...GAME, 'vitest.config.ts': configOf(`{ engines: ['fast'] }`) }
const ON_BOTH_LUAS = { ...GAME, 'vitest.config.ts': configOf(`{ engines: ['fast', 'lua51'] }`) }

/** The tests that the verbose reporter shows, with a mark: `✓ × ↓`. */
function shown(stdout: string): string[] {
  const lines = stdout.split('\n').map((line) => line.trim().replace(/( \[.*\])?( \d+ms)?( \[.*\])?$/, ''))
  return lines.filter((line) => /^[✓×↓] /.test(line)).sort()
}

describeFastVm('vitest run', () => {
  test('runs specs on each engine, and JavaScript beside them', { timeout: MS }, async () => {
    const cwd = await aProject(ON_BOTH_LUAS)
    const { exitCode, stdout, stderr } = await vitest(['run', '--reporter=verbose'], { cwd })
    expect(exitCode).toBe(1)
    const specs = (engine: string) => [
      `× |${engine}| spec/combat_spec.lua:10:1 > combat > needs armour`,
      `× |${engine}| spec/combat_spec.lua:15:1 > combat > with magic > counts`,
      `↓ |${engine}| spec/combat_spec.lua:18:1 > combat > with magic > heals`,
      `✓ |${engine}| spec/combat_spec.lua:4:1 > combat > hurts`,
      `✓ |${engine}| spec/purse.test.lua:3:1 > a purse is worth its coins`,
    ]
    expect(shown(stdout)).toEqual(
      [...specs('fast'), ...specs('lua51'), '✓ test/own.test.js > JavaScript is tested as before'].sort(),
    )
    // What a test prints is its own.
    expect(stdout).toContain('stdout | spec/combat_spec.lua:4:1 > combat > hurts\nhealth is now\t7\n')
    expect(stderr).toContain(`
 FAIL  |fast| spec/combat_spec.lua:10:1 > combat > needs armour
LuaError: attempt to perform arithmetic on field 'armour' (a nil value)
 ❯ attack game/combat.lua:4:3
      2|
      3| function combat.attack(attacker, target)
      4|   local damage = attacker.strength - target.armour
       |   ^
      5|   target.health = target.health - damage
      6|   return damage
 ❯ spec/combat_spec.lua:11:5
`)
    expect(stderr).toMatch(
      /FAIL {2}\|fast\| spec\/combat_spec\.lua:15:1 > combat > with magic > counts\nAssertionError: Expected objects to be the same\.\n[\s\S]*?\n ❯ spec\/combat_spec\.lua:16:7\n/,
    )
  })

  test('--project, -t, file:line of a test and of a block choose what runs', { timeout: MS }, async () => {
    const cwd = await aProject(ON_BOTH_LUAS)
    const run = async (...args: string[]) => {
      const { stdout, exitCode } = await vitest(['run', '--reporter=verbose', ...args], { cwd })
      return { ran: shown(stdout).filter((line) => !line.startsWith('↓')), exitCode }
    }
    expect(await run('--project', 'lua51', 'purse')).toEqual({
      ran: ['✓ |lua51| spec/purse.test.lua:3:1 > a purse is worth its coins'],
      exitCode: 0,
    })
    expect(await run('--project', 'fast', '-t', 'combat hurts')).toEqual({
      ran: ['✓ |fast| spec/combat_spec.lua:4:1 > combat > hurts'],
      exitCode: 0,
    })
    expect(await run('--project=fast', 'spec/combat_spec.lua:4')).toEqual({
      ran: ['✓ |fast| spec/combat_spec.lua:4:1 > combat > hurts'],
      exitCode: 0,
    })
    expect(await run('--project=fast', 'spec/combat_spec.lua:14')).toEqual({
      ran: ['× |fast| spec/combat_spec.lua:15:1 > combat > with magic > counts'],
      exitCode: 1,
    })
  })

  test('only the tests that are asked for are run in Lua', { timeout: MS }, async () => {
    const cwd = await aProject({
      ...ON_FAST,
      'spec/loud_spec.lua': `it('first', function() print('first ran') end)\nit('second', function() print('second ran') end)`,
    })
    const { stdout } = await vitest(['run', 'loud', '-t', 'second'], { cwd })
    expect(stdout).toContain('second ran')
    expect(stdout).not.toContain('first ran')
  })

  test('list names the tests, and --shard runs each file once', { timeout: MS }, async () => {
    const cwd = await aProject(ON_FAST)
    const listed = await vitest(['list'], { cwd })
    expect(listed.stdout.split('\n').sort()).toEqual([
      '[fast] spec/combat_spec.lua > combat > hurts',
      '[fast] spec/combat_spec.lua > combat > needs armour',
      '[fast] spec/combat_spec.lua > combat > with magic > counts',
      '[fast] spec/combat_spec.lua > combat > with magic > heals',
      '[fast] spec/purse.test.lua > a purse is worth its coins',
      'test/own.test.js > JavaScript is tested as before',
    ])
    const shards = [1, 2].map(async (n) => {
      const { stdout } = await vitest(['run', '--reporter=verbose', `--shard=${n}/2`], { cwd })
      return [...new Set(shown(stdout).map((line) => /(\S+\.(?:lua|js))/.exec(line)![1]!))]
    })
    const [first, second] = await Promise.all(shards)
    expect([...first!, ...second!].sort()).toEqual([
      'spec/combat_spec.lua',
      'spec/purse.test.lua',
      'test/own.test.js',
    ])
  })

  test('a file that cannot be loaded is an error at its line, as is one that requires such a file', {
    timeout: MS,
  }, async () => {
    const cwd = await aProject({
      ...ON_FAST,
      'spec/broken_spec.lua': `describe('x', function()\n  it('y' function() end)\nend)`,
      'game/half.lua': 'local half = {\n  a = = 1,\n}',
      'spec/half_spec.lua': `local half = require('game.half')`,
      'spec/raising_spec.lua': `local function setUp()\n  error('no such hero')\nend\nsetUp()`,
    })
    const { exitCode, stderr } = await vitest(['run', 'broken', 'half', 'raising'], { cwd })
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(
      /FAIL {2}\|fast\| spec\/broken_spec\.lua \[ spec\/broken_spec\.lua \]\nLuaError: syntax error: .*\n ❯ spec\/broken_spec\.lua:2:3\n[\s\S]*? {6}2\| {3}it\('y' function\(\) end\)/,
    )
    expect(stderr).toMatch(/FAIL {2}\|fast\| spec\/half_spec\.lua [\s\S]*?game\/half\.lua:2/)
    expect(stderr).toMatch(
      /FAIL {2}\|fast\| spec\/raising_spec\.lua .*\nLuaError: no such hero\n ❯ setUp spec\/raising_spec\.lua:2:3\n/,
    )
  })

  test('what is no pass on its engine is none here: time, memory, what it lacks', {
    timeout: MS,
  }, async () => {
    const cwd = await aProject({
      ...ON_FAST,
      'luaparity.config.json': '{ "modules": ["?.lua"], "limits": { "timeoutMs": 4000, "memoryMb": 64 } }',
      'spec/limits_spec.lua': `
it('is well', function() end)
it('never ends', function() while true do end end)
it('is greedy', function() local s = 'x' while true do s = s .. s end end)
it('wants C', function() require('ffi') end)
it('is well again', function() end)
`,
    })
    const { stdout, stderr } = await vitest(['run', '--reporter=verbose', 'limits'], { cwd })
    expect(shown(stdout)).toEqual([
      '× |fast| spec/limits_spec.lua:3:1 > never ends',
      '× |fast| spec/limits_spec.lua:4:1 > is greedy',
      '× |fast| spec/limits_spec.lua:5:1 > wants C',
      '✓ |fast| spec/limits_spec.lua:2:1 > is well',
      '✓ |fast| spec/limits_spec.lua:6:1 > is well again',
    ])
    expect(stderr).toContain('LuaError: timeout: ended after the limit of 4000 ms')
    expect(stderr).toContain('LuaError: out-of-memory: ')
    expect(stderr).toContain('LuaError: unsupported: ')
  })

  test('errors outside of tests fail their file', { timeout: MS }, async () => {
    const cwd = await aProject({
      ...ON_FAST,
      'spec/outside_spec.lua': `describe('purse', function()
  teardown(function() error('is locked') end)
  it('is empty', function() end)
end)`,
    })
    const { exitCode, stdout, stderr } = await vitest(['run', '--reporter=verbose', 'outside'], { cwd })
    expect(exitCode).toBe(1)
    expect(shown(stdout)).toEqual(['✓ |fast| spec/outside_spec.lua:3:1 > purse > is empty'])
    expect(stderr).toMatch(
      /FAIL {2}\|fast\| spec\/outside_spec\.lua .*\nLuaError: purse > teardown: is locked\n ❯ spec\/outside_spec\.lua:2/,
    )
  })

  test('an engine that is not there fails its project, unless it may be absent', {
    timeout: MS,
  }, async () => {
    const cwd = await aProject({
      ...GAME,
      'vitest.config.ts': configOf(`{ engines: ['fast', 'native'] }`),
      'optional.vitest.config.ts': configOf(`{ engines: ['fast', 'native'], optional: ['native'] }`),
    })
    const wanted = await vitest(['run', 'purse'], { cwd, env: NO_DOCKER })
    expect(wanted.exitCode).toBe(1)
    expect(wanted.stdout).toContain('✓ |fast| spec/purse.test.lua')
    expect(wanted.stderr).toMatch(
      /FAIL {2}\|native\| spec\/purse\.test\.lua .*\nLuaError: unavailable: No Docker engine answers\.[^⎯]*nonexistent[^⎯]*\(Start that engine/,
    )
    const optional = await vitest(
      ['run', '--config=optional.vitest.config.ts', '--reporter=verbose', 'purse'],
      { cwd, env: NO_DOCKER },
    )
    expect(optional.exitCode).toBe(0)
    expect(optional.stdout).toMatch(
      /↓ \|native\| spec\/purse\.test\.lua:3:1 > a purse is worth its coins.* \[.*nonexistent/,
    )
  })

  test('a configuration that cannot be used says so', { timeout: MS }, async () => {
    const cwd = await aProject({ ...ON_FAST, 'luaparity.config.json': '{ "modules": 7 }' })
    const { exitCode, stderr } = await vitest(['run', 'purse'], { cwd })
    expect(exitCode).toBe(1)
    expect(stderr).toMatch(/UsageError: .*luaparity\.config\.json/)
  })

  test('specs join the projects that a configuration has of its own', { timeout: MS }, async () => {
    const cwd = await aProject({
      ...GAME,
      'vitest.config.ts': configOf(
        `{ include: ['spec/purse.test.lua'] }`,
        `projects: [{ extends: true, test: { name: 'unit' } }]`,
      ),
    })
    const { exitCode, stdout } = await vitest(['run', '--reporter=verbose'], { cwd })
    expect(exitCode).toBe(0)
    expect(shown(stdout)).toEqual([
      '✓ |fast| spec/purse.test.lua:3:1 > a purse is worth its coins',
      '✓ |unit| test/own.test.js > JavaScript is tested as before',
    ])
  })

  test.each(['vitest.config.ts', 'other.config.ts'])(
    'tests in JavaScript can be chosen by their name, with a configuration in %s',
    { timeout: MS },
    async (file) => {
      const cwd = await aProject({ ...GAME, [file]: configOf('{}', `name: 'shop'`) })
      const { exitCode, stdout } = await vitest(
        ['run', '--reporter=verbose', `--config=${file}`, '--project=shop'],
        { cwd },
      )
      expect(exitCode).toBe(0)
      expect(shown(stdout)).toEqual(['✓ |shop| test/own.test.js > JavaScript is tested as before'])
    },
  )

  test('a test that fails is tried again where that is asked for', { timeout: MS }, async () => {
    const cwd = await aProject(ON_FAST)
    const { stdout } = await vitest(['run', '--retry=2', '--reporter=json', 'combat', '-t', 'hurts|armour'], {
      cwd,
    })
    const report = JSON.parse(stdout.slice(stdout.indexOf('{"num')))
    expect([report.numPassedTests, report.numFailedTests]).toEqual([1, 1])
    const failed = report.testResults[0].assertionResults.find(
      (one: { status: string }) => one.status === 'failed',
    )
    expect(failed.failureMessages).toHaveLength(3)
  })
})
