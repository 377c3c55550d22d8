import { expect, test } from 'vitest'
import type { Case } from '../../harness/cases/case.js'
import { configSchema } from '../../harness/config/schema.js'
import type { Project } from '../../harness/engines/engine.js'
import { needsOf, sameNeeds, sharedNeeds } from '../../harness/watch/needs.js'
import { aCase } from '../builders.js'
import { OPTIONS, specCase } from '../specs/builders.js'

const FILES = {
  'src/hero.lua': 'local bag = require("bag") return bag',
  'src/bag.lua': 'return {}',
  'src/monster.lua': 'return {}',
  'spec/helper.lua': 'require("monster")',
  'data/items.json': '{}',
}

function project(
  files: Readonly<Record<string, string>> = FILES,
  host: Partial<Project['host']> = {},
): Project {
  const bytes = Object.entries(files).map(([path, text]) => [path, Buffer.from(text)] as const)
  return {
    root: '/project',
    files: { id: 'files', files: new Map(bytes) },
    packagePath: 'src/?.lua',
    time: 0,
    env: {},
    determinism: { clock: true, random: true },
    host: { lua: null, ruby: null, ...host },
  }
}

const script = (source: string): Case => ({ ...aCase({ id: 'a.lua' }), source: Buffer.from(source) })

/** Files of the project that a case needs beside its own. */
function needed(testCase: Case, of = project()): string[] {
  const needs = needsOf(testCase, of.files.files, of, new Map())
  return [...needs.keys()].filter((name) => of.files.files.has(name)).sort()
}

test('a script needs what it requires, and what that requires', () => {
  expect(needed(script('require("hero")'))).toEqual(['src/bag.lua', 'src/hero.lua'])
})

test.each([
  'local name = "hero" require(name)',
  'io.open("data/" .. name)',
  'for line in io.lines(path) do end',
  'package.searchpath(name, package.path)',
])('one that loads or reads by a name that is worked out needs everything: %s', (source) => {
  expect(needed(script(source))).toEqual(Object.keys(FILES).sort())
})

test('a module that reads files makes its users need everything', () => {
  const files = { ...FILES, 'src/bag.lua': 'return io.open("data/" .. ...)' }
  expect(needed(script('require("hero")'), project(files))).toEqual(Object.keys(FILES).sort())
})

test.each(['spec/helper.lua', './spec/helper.lua'])(
  'a spec needs its helper and what that requires: %s',
  (helper) => {
    const spec = specCase('', { options: { ...OPTIONS, helper } })
    expect(needed(spec)).toEqual(['spec/helper.lua', 'src/monster.lua'])
  },
)

test('a helper may be a module', () => {
  expect(needed(specCase('', { options: { ...OPTIONS, helper: 'hero' } }))).toEqual([
    'src/bag.lua',
    'src/hero.lua',
  ])
})

test('its own source and the options of specs are needed, too', () => {
  const of = (testCase: Case) => needsOf(testCase, new Map(), project(), new Map())
  expect(sameNeeds(of(specCase('x = 1')), of(specCase('x = 1')))).toBe(true)
  expect(sameNeeds(of(specCase('x = 1')), of(specCase('x = 2')))).toBe(false)
  const tagged = specCase('x = 1', { options: { ...OPTIONS, tags: ['slow'] } })
  expect(sameNeeds(of(specCase('x = 1')), of(tagged))).toBe(false)
})

test('all need the configuration, the ledger, the host and the data', () => {
  const config = configSchema.parse({})
  const lua = { path: 'host/fakes.lua', source: Buffer.from('require("monster")') }
  const ruby = { path: 'host.rb', source: Buffer.from('') }
  const shared = (of: Project, changes: object = {}) =>
    sharedNeeds({ config: { ...config, ...changes }, root: '/project', file: null }, of, null)
  const usual = project(FILES, { lua, ruby })
  expect([...shared(usual).keys()]).toEqual([
    'the configuration',
    'the ledger',
    'data/items.json',
    'host.rb',
    'host/fakes.lua',
    'src/monster.lua',
  ])
  expect(sameNeeds(shared(usual), shared(usual))).toBe(true)
  expect(sameNeeds(shared(usual), shared(usual, { seed: 2 }))).toBe(false)
  expect(
    sameNeeds(shared(usual), shared(project({ ...FILES, 'data/items.json': '[]' }, { lua, ruby }))),
  ).toBe(false)
})

test('a file that came, went or was renamed is another need', () => {
  const one = new Map([['a', Buffer.from('x')]])
  expect(sameNeeds(one, new Map([['a', Buffer.from('x')]]))).toBe(true)
  expect(sameNeeds(one, new Map([['b', Buffer.from('x')]]))).toBe(false)
  expect(sameNeeds(one, new Map())).toBe(false)
  expect(sameNeeds(new Map(), one)).toBe(false)
})
