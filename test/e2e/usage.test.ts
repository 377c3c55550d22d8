import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../temporary-folder.js'
import { luaparity, report } from './command.js'

const LUA51 = ['--engines', 'lua51']

test.each<[string, Record<string, string>, string[], RegExp]>([
  [
    'an unknown key',
    { 'luaparity.config.json': '{"script": []}' },
    [],
    /script: unknown key; known keys: scripts/,
  ],
  [
    'a wrong type, with its path',
    { 'luaparity.config.ts': 'export default { limits: { timeoutMs: "fast" } }' },
    [],
    /limits\.timeoutMs: expected number, received string/,
  ],
  [
    'a configuration that does not parse',
    { 'luaparity.config.ts': 'export default {' },
    [],
    /could not be loaded/,
  ],
  ['a configuration file that is not there', {}, ['--config', 'mine.ts'], /mine\.ts does not exist/],
  [
    'a host file that is not there',
    { 'luaparity.config.js': 'export default { host: { lua: "fakes.lua" } }', 'a.lua': '' },
    LUA51,
    /host\.lua names fakes\.lua, which cannot be read/,
  ],
  ['a script that is not there', {}, ['nope.lua'], /nope\.lua does not exist/],
  ['an empty folder', { 'empty/.keep': '' }, ['empty'], /no scripts in the folder empty/],
  ['an empty project', {}, [], /no scripts found/],
  [
    'a folder in which nothing is configured to be a script',
    { 'luaparity.config.json': '{"scripts": ["scripts/*.lua"]}', 'lib/a.lua': '' },
    ['lib'],
    /its 1 Lua files match none of scripts\/\*\.lua/,
  ],
  ['a glob that matches nothing', {}, ['spec/*.lua'], /no file matches spec\/\*\.lua/],
  [
    'an expectation that is not understood, with its line',
    { 'a.lua': '-- a script\n-- expect: crash perhaps\n' },
    LUA51,
    /a\.lua:2: .*write "difference/,
  ],
  ['an engine that does not exist', { 'a.lua': '' }, ['--engines', 'lua99'], /there is no engine "lua99"/],
  [
    'a reference that does not run',
    { 'a.lua': '' },
    [...LUA51, '--reference', 'lua54'],
    /the reference "lua54" is not among the engines/,
  ],
  ['a reporter that does not exist', { 'a.lua': '' }, ['--reporter', 'xml'], /there is no reporter "xml"/],
  [
    'two reports on standard output',
    { 'a.lua': '' },
    ['--reporter', 'json', '--reporter', 'junit'],
    /would both go to standard output/,
  ],
  ['an option that does not exist', {}, ['--fast'], /unknown option '--fast'/],
  ['a seed that is no number', {}, ['--seed', 'x'], /--seed takes a whole number/],
])('%s is named, and the exit code is 2', async (_, files, args, message) => {
  const { exitCode, stdout, stderr } = await luaparity(['run', ...args], {
    cwd: await temporaryFolder(files),
  })
  expect(stderr).toMatch(message)
  expect(stdout).toBe('')
  expect(exitCode).toBe(2)
})

test.each([
  ['ts', 'export default { scripts: ["s/*.lua"] } satisfies object'],
  ['js', 'export default { scripts: ["s/*.lua"] }'],
  ['json', '{ "scripts": ["s/*.lua"] }'],
])('a configuration in %s is found from a folder below it', async (extension, text) => {
  const cwd = await temporaryFolder({
    [`luaparity.config.${extension}`]: text,
    's/b.lua': '',
    's/a.lua': '',
    'c.lua': '',
  })
  const { stdout, exitCode } = await luaparity(['run', '--list'], { cwd: join(cwd, 's') })
  expect(stdout).toBe('s/a.lua\ns/b.lua')
  expect(exitCode).toBe(0)
})

test('a syntax error in a script is shown with its place, on every engine that has it', async () => {
  const cwd = await temporaryFolder({ 'combat.lua': 'local hp = 3\nif hp > then end\n' })
  const { stdout, exitCode } = await luaparity(['run', '--engines', 'lua51,lua54'], { cwd })
  expect(stdout).toContain("combat.lua:2: unexpected symbol near 'then'")
  expect(exitCode).toBe(1)
})

test('names with spaces and letters of any language are good names', async () => {
  const cwd = await temporaryFolder({
    'kämpfe und mehr/première.lua': 'return require("held x").name',
    'held x.lua': 'return { name = "Jürgen" }',
  })
  const { report: seen, exitCode } = await report(['kämpfe und mehr', ...LUA51], { cwd })
  expect(seen.cases[0]).toMatchObject({ id: 'kämpfe und mehr/première.lua', verdict: { kind: 'agree' } })
  expect(seen.cases[0]!.observations.lua51!.values).toBe('["J\\195\\188rgen"]')
  expect(exitCode).toBe(0)
})

test('several snippets run in one go, and a snippet beside scripts', async () => {
  const cwd = await temporaryFolder({ 'a.lua': 'return 1' })
  const { report: seen } = await report(['-e', 'return 2', '-e', 'return 3', 'a.lua', ...LUA51], { cwd })
  expect(seen.cases.map(({ id, observations }) => [id, observations.lua51!.values])).toEqual([
    ['-e', '[n2]'],
    ['-e 2', '[n3]'],
    ['a.lua', '[n1]'],
  ])
})

test('the seed is the same run again, and another seed another run', async () => {
  const cwd = await temporaryFolder({ 'dice.lua': 'return math.random(1000000), math.random()' })
  const roll = async (seed: string) => {
    const { report: seen } = await report(['--seed', seed, '--engines', 'lua51,lua53'], { cwd })
    expect(seen.cases[0]!.verdict.kind).toBe('agree')
    return seen.cases[0]!.observations.lua51!.values
  }
  expect(await roll('7')).toBe(await roll('7'))
  expect(await roll('7')).not.toBe(await roll('8'))
})

test('--bail ends the run at the first failure and says what has no result', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 30 }, (_, i) => [`s${10 + i}.lua`, 'error("broken")']),
  )
  const cwd = await temporaryFolder(files)
  const { report: seen, exitCode } = await report(['--bail', '--jobs', '1', ...LUA51], { cwd })
  expect(seen.run).toMatchObject({ cutShort: 'bail', planned: 30 })
  expect(seen.cases.length).toBeLessThan(30)
  expect(exitCode).toBe(1)
})

test('reports go where they are sent', async () => {
  const cwd = await temporaryFolder({ 'a.lua': 'print("a < b & c") return 1', 'b.lua': 'error("no")' })
  const args = [
    'run',
    ...LUA51,
    '--reporter',
    'json',
    '--output',
    'r.json',
    '--reporter',
    'junit',
    '--output',
    'r.xml',
  ]
  const { stdout, exitCode } = await luaparity([...args, '--reporter', 'terminal'], { cwd })
  expect(stdout).toContain('2 cases')
  expect(JSON.parse(await readFile(join(cwd, 'r.json'), 'utf8'))).toMatchObject({
    summary: { cases: 2, failures: 1 },
  })
  const xml = await readFile(join(cwd, 'r.xml'), 'utf8')
  expect(xml).toMatch(/<testsuite[^>]*name="lua51"[^>]*tests="2"[^>]*failures="1"/)
  expect(xml).toContain('<![CDATA[a < b & c')
  expect(exitCode).toBe(1)
})

test('a reader that goes away is no failure', async () => {
  const cwd = await temporaryFolder({ 'a.lua': 'return 1' })
  const running = luaparity(['run', '--reporter', 'json', ...LUA51], { cwd })
  running.stdout.destroy()
  const { exitCode, stderr } = await running
  expect(stderr).not.toContain('EPIPE')
  expect(exitCode).toBe(0)
})

test('--version and --help say what they should', async () => {
  const cwd = await temporaryFolder()
  expect((await luaparity(['--version'], { cwd })).stdout).toMatch(/^\d+\.\d+\.\d+$/)
  const { stdout, exitCode } = await luaparity(['run', '--help'], { cwd })
  expect(stdout).toContain('Examples:\n  $ luaparity run')
  expect(stdout).toContain('Exit codes: 0 all agree')
  expect(exitCode).toBe(0)
})
