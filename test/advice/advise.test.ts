import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { advise, checkOff } from '../../harness/advice/advise.js'
import { readLuaFile, readLuaText } from '../../harness/advice/lua-file.js'
import { discoverCases } from '../../harness/cases/discover.js'
import { loadConfig } from '../../harness/config/load.js'
import { UsageError } from '../../harness/errors.js'
import { packageRoot } from '../../harness/package-root.js'
import { readProject } from '../../harness/runs/project.js'
import { RULES } from '../../harness/verdicts/rules/catalogue.js'
import { program } from '../fidelity/program.js'
import { advice, aRule, said } from './advising.js'

describe('a comment switches a rule off', () => {
  const engines = ['native', 'lua51']
  test.each<[string, string, string[]]>([
    ['on its line', 'goto a -- luaparity: allow goto\n::a::\ngoto b ::b::', ['3:1 goto']],
    [
      'on the line before',
      'local x = 1\n-- luaparity: allow goto\ngoto a ::a::\ngoto b ::b:: return x',
      ['4:1 goto'],
    ],
    [
      'in the whole file at its top',
      '-- A script.\n--luaparity: allow goto, escape\n\ngoto a ::a::\nreturn "\\x41"',
      [],
    ],
    ['and no other', '-- luaparity: allow goto\nreturn "\\x41"', ['2:9 escape']],
    ['and is no text', 'local s = "-- luaparity: allow goto" goto a ::a:: return s', ['1:38 goto']],
  ])('%s', async (_, source, expected) => {
    expect(await said(source, { engines })).toEqual(expected)
  })
})

test('the configuration switches rules off, and only such as there are', async () => {
  expect(await said('goto a ::a::', { engines: ['lua51'], off: ['goto'] })).toEqual([])
  expect(() => checkOff(['goto', 'ffi', 'undefined-global', 'mine'], [aRule('mine')])).not.toThrow()
  expect(() => checkOff(['gotto'], [])).toThrow(UsageError)
})

test('every file is looked at once, and all is in order', async () => {
  const modules = { 'm.lua': "require 'n'\nx = y return {}", 'n.lua': "require 'm' return z" }
  const scripts = { 'b.lua': "require 'm' require 'n' return w", 'a.lua': "print(v)\nrequire 'm'" }
  expect(await said(scripts, { modules })).toEqual([
    '1:7 undefined-global',
    'b.lua:1:32 undefined-global',
    'm.lua:2:1 accidental-global',
    'm.lua:2:5 undefined-global',
    'n.lua:1:20 undefined-global',
  ])
})

test('a script that is also a module is one file', async () => {
  const m = 'return coutn'
  expect(await said({ 'm.lua': m, 'a.lua': "require 'm'" }, { modules: { 'm.lua': m } })).toEqual([
    'm.lua:1:8 undefined-global',
  ])
})

test.each([
  ['a long sum', `return ${'1 + '.repeat(50_000)}1 // coutn`],
  ['many parentheses', `return ${'('.repeat(50_000)}1${')'.repeat(50_000)} // coutn`],
  ['many tables', `return ${'{'.repeat(50_000)}nil, #coutn${'}'.repeat(50_000)}`],
])('%s is too deep to be looked at', async (_, source) => {
  expect(await said(source)).toEqual([])
})

test('what is not that deep is looked at', async () => {
  expect(await said(`return ${'1 + '.repeat(500)}coutn`)).toEqual(['1:2008 undefined-global'])
})

test('without a reference among the engines it speaks of those there are', async () => {
  const [first] = await advice('return 7 // 2', { engines: ['lua51', 'lua54'] })
  expect(first!.message).toBe('`//` is no operator of Lua 5.1 (lua51)')
})

describe('the sample game', () => {
  test('has nothing that anything is to be said of', async () => {
    const { config, root } = await loadConfig(packageRoot)
    const cases = await discoverCases({
      root,
      cwd: root,
      scripts: config.scripts ?? null,
      specs: null,
      paths: [],
      seed: 1,
    })
    const project = await readProject({ config, root, file: null }, cases)
    const pause = () => Promise.resolve()
    expect(cases.length).toBeGreaterThan(70)
    expect(await advise({ cases, project, config, catalogue: RULES, pause })).toEqual([])
  })

  test('is looked at: what is put in is found', async () => {
    const path = join(packageRoot, 'scripts-lua', 'game', 'combat.lua')
    const text = readFileSync(path, 'utf8')
    const modules = { 'game/combat.lua': text.replace('return', 'return undefinedThing,') }
    const found = await advice("require 'game.combat'", { modules })
    expect(found.map(({ message }) => message)).toContain('nothing defines the global undefinedThing')
  })
})

describe('of generated programs', () => {
  test('nothing makes it throw', async () => {
    await fc.assert(
      fc.asyncProperty(program, async (source) => {
        await advice(source)
      }),
      { numRuns: 300 },
    )
  })

  test('nor does a text that is cut off, or has something else in it', async () => {
    const cut = fc.tuple(
      program,
      fc.nat(),
      fc.constantFrom('', 'end', 'local', '[[', '"', '\\', ')', 'goto ', '--[['),
    )
    await fc.assert(
      fc.asyncProperty(cut, async ([source, at, text]) => {
        await advice(source.slice(0, at % (source.length + 1)) + text)
        await advice(text + source.slice(at % (source.length + 1)))
      }),
      { numRuns: 300 },
    )
  })

  test('what their words leave out is not in their trees', () => {
    fc.assert(
      fc.property(program, (source) => {
        const text = readLuaText('a.lua', Buffer.from(source))
        const tree = readLuaFile(text)
        const { glance } = text.scan
        if (tree === null || glance.isOdd) return
        for (const name of tree.names.globals.keys()) expect([...glance.globals]).toContain(name)
      }),
      { numRuns: 500 },
    )
  })
})
