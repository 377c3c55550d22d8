import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, report as runReport } from './command.js'

const RUN = ['run', '-e', 'return os.getenv("MARK")', '--engines', 'lua51']
const MS = 60_000

describe('a configuration that does not fit', { timeout: MS }, () => {
  test.each<[string, string, string, RegExp]>([
    [
      'an unknown key',
      'luaparity.config.json',
      '{"scripst": []}',
      /scripst: unknown key; known keys: scripts, specs, modules/,
    ],
    [
      'an unknown key inside',
      'luaparity.config.json',
      '{"limits": {"timeout": 1}}',
      /limits\.timeout: unknown key; known keys: timeoutMs, instructions, cpuMs, memoryMb/,
    ],
    [
      'a wrong type',
      'luaparity.config.json',
      '{"scripts": "a.lua"}',
      /scripts: expected array, received string/,
    ],
    [
      'a wrong type inside',
      'luaparity.config.json',
      '{"limits": {"timeoutMs": "5s"}}',
      /limits\.timeoutMs: expected number, received string/,
    ],
    [
      'a wrong element',
      'luaparity.config.json',
      '{"scripts": ["a.lua", 7]}',
      /scripts\[1\]: expected string, received number/,
    ],
    [
      'a value out of range',
      'luaparity.config.json',
      '{"limits": {"timeoutMs": -1}}',
      /limits\.timeoutMs: .*>0/,
    ],
    [
      'several mistakes at once',
      'luaparity.config.json',
      '{"seed": "x", "jobs": 0.5}',
      /seed: expected number, received string[\s\S]*jobs: expected int/,
    ],
    [
      'an engine without command',
      'luaparity.config.json',
      '{"engines": {"mine": {"cmd": ["lua"]}}}',
      /engines\.mine\.command: expected array, received undefined[\s\S]*engines\.mine\.cmd: unknown key; known keys: command/,
    ],
    [
      'an engine that is no name',
      'luaparity.config.json',
      '{"engines": ["lua51", 7]}',
      /engines\[1\]: expected string, received number/,
    ],
    ['engines of a wrong type', 'luaparity.config.json', '{"engines": 7}', /engines: expected array, or/],
    ['not an object', 'luaparity.config.json', '[1, 2]', /expected object/],
    ['a syntax error in JSON', 'luaparity.config.json', '{"scripts": [}', /could not be loaded: .*JSON/s],
    [
      'a syntax error in TypeScript',
      'luaparity.config.ts',
      'export default { scripts: [ ',
      /could not be loaded: .+/,
    ],
    [
      'a syntax error in JavaScript',
      'luaparity.config.js',
      'export default { scripts: ',
      /could not be loaded: .+/,
    ],
    [
      'a configuration that throws',
      'luaparity.config.mjs',
      'throw new Error("own failure")',
      /could not be loaded: own failure/,
    ],
    [
      'an import that is not there',
      'luaparity.config.ts',
      'import "./missing.js"\nexport default {}',
      /could not be loaded: .*missing/s,
    ],
    [
      'a wrong type in TypeScript',
      'luaparity.config.ts',
      'export default { seed: "one" as string }',
      /seed: expected number, received string/,
    ],
    [
      'host fakes that are not there',
      'luaparity.config.json',
      '{"host": {"lua": "fakes.lua"}}',
      /host\.lua names fakes\.lua, which cannot be read/,
    ],
  ])('%s', async (_, name, content, message) => {
    const cwd = await temporaryFolder({ [name]: content, 'a.lua': 'return 1' })
    const { exitCode, stdout, stderr } = await luaparity(RUN, { cwd })
    expect(stderr).toMatch(message)
    if (!name.endsWith('.json') || !content.includes('host')) expect(stderr).toContain(join(cwd, name))
    expect([exitCode, stdout]).toEqual([2, ''])
    expect(stderr).not.toMatch(/\n\s+at .+:\d+:\d+/)
  })

  test('an unknown engine among the configured ones', async () => {
    const cwd = await temporaryFolder({ 'luaparity.config.json': '{"engines": ["lua51", "lua99"]}' })
    const { exitCode, stderr } = await luaparity(['run', '-e', 'return 1'], { cwd })
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('there is no engine "lua99"')])
  })

  test('a missing file named by --config', async () => {
    const cwd = await temporaryFolder()
    const { exitCode, stderr } = await luaparity([...RUN, '--config', 'other/conf.json'], { cwd })
    expect(exitCode).toBe(2)
    expect(stderr).toContain(`the configuration file ${join(cwd, 'other/conf.json')} does not exist`)
  })

  test('a folder named by --config', async () => {
    const cwd = await temporaryFolder({ 'folder/x.lua': '' })
    const { exitCode, stderr } = await luaparity([...RUN, '--config', 'folder'], { cwd })
    expect([exitCode, stderr]).toEqual([2, expect.stringMatching(/folder/)])
  })
})

describe('a configuration that fits', { timeout: MS }, () => {
  test.each([
    ['luaparity.config.json', '{"env": {"MARK": "it"}, "seed": 5}'],
    ['luaparity.config.js', 'export default { env: { MARK: "it" }, seed: 5 }'],
    ['luaparity.config.mjs', 'export default { env: { MARK: "it" }, seed: 5 }'],
    [
      'luaparity.config.ts',
      'const seed: number = 5\nexport default { env: { MARK: "it" }, seed } satisfies object',
    ],
    ['luaparity.config.mts', 'const seed: number = 5\nexport default { env: { MARK: "it" }, seed }'],
  ])('%s', async (name, content) => {
    const cwd = await temporaryFolder({ [name]: content })
    const { report } = await runReport(RUN.slice(1), { cwd })
    expect([report.run.seed, report.cases[0]!.observations.lua51!.values]).toEqual([5, '["it"]'])
  })

  test('elsewhere, by --config: its folder is the project', async () => {
    const cwd = await temporaryFolder({
      'project/my.json': '{"scripts": ["only/*.lua"]}',
      'project/only/a.lua': 'return 1',
      'project/b.lua': 'return 2',
    })
    const { stdout } = await luaparity(['run', '--list', '--config', 'project/my.json'], { cwd })
    expect(stdout).toBe('only/a.lua')
  })

  test('an engine of the user: a local executable', async () => {
    const engines = { lua51: true, mine: { command: [process.execPath, 'lua.mjs'] } }
    const cwd = await temporaryFolder({ 'luaparity.config.json': JSON.stringify({ engines }), 'lua.mjs': '' })
    const { exitCode, report } = await runReport(['-e', 'return 1'], { cwd })
    expect(exitCode).toBe(3)
    expect(report.engines.find(({ name }) => name === 'mine')).toMatchObject({
      kind: 'process',
      status: 'unavailable',
      reason: expect.stringContaining('ran a Lua file without effect'),
    })
  })

  test('limits apply', async () => {
    const cwd = await temporaryFolder({
      'luaparity.config.json':
        '{"limits": {"timeoutMs": 400, "outputKb": 0.5, "valuesKb": 0.5}, "engines": ["lua54"]}',
    })
    const args = ['-e', 'while true do end', '-e', 'print(("x"):rep(1000))', '-e', 'return ("x"):rep(1000)']
    const { report } = await runReport(args, { cwd })
    const seen = report.cases.map(({ observations }) => observations.lua54!)
    expect(seen[0]).toMatchObject({ outcome: 'timeout', reason: 'ended after the limit of 400 ms' })
    expect(seen[1]!.output).toMatchObject({ text: 'x'.repeat(512), truncated: true })
    expect(seen[2]).toMatchObject({ outcome: 'error', error: { kind: 'too-large' } })
  })
})
