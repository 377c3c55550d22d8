import { expect, test } from 'vitest'
import { packagePathOf, requiredFiles } from '../../harness/cases/required-files.js'
import { aCase } from '../builders.js'
import { OPTIONS, specCase } from '../specs/builders.js'

const FILES = new Map(
  Object.entries({
    'combat.lua': "local dice = require 'lib.dice'",
    'lib/dice.lua': 'return 6',
    'lib/init.lua': '',
    'other.lua': "require('combat')",
    'data/items.txt': 'sword',
    'names.lua': 'local n = ... require(n)',
  }).map(([path, text]) => [path, Buffer.from(text)]),
)
const ALL = [...FILES.keys()]

const required = (source: string, path = '?.lua;?/init.lua') => [
  ...requiredFiles(Buffer.from(source), FILES, path).keys(),
]

test.each<[string, string[]]>([
  ["require 'combat'", ['combat.lua', 'lib/dice.lua']],
  ["require('lib')", ['lib/init.lua']],
  ['local ok, c = pcall(require, "combat")', ['combat.lua', 'lib/dice.lua']],
  [
    "dofile('lib/dice.lua') loadfile [[other.lua]]",
    ['lib/dice.lua', 'other.lua', 'combat.lua', 'lib/dice.lua'],
  ],
  ["io.open('./data/items.txt')", ['data/items.txt']],
  ["require 'not.there'", []],
  ["-- require(what)\nlocal name = 'x' .. 'y'", []],
  ['t.require(x) local s = { require = y }', []],
])('%s', (source, files) => {
  expect(required(source)).toEqual([...new Set(files)])
})

test.each([
  "require('lib.' .. name)",
  'local r = require',
  "require 'names'",
  "package.path = 'x/?.lua'",
  'not lua (',
])('a name that is worked out may be any: %s', (source) => {
  expect(required(source)).toEqual(ALL)
})

test('names are looked for by package.path, which busted puts something in front of', () => {
  expect(required("require 'dice'", './lib/?.lua')).toEqual(['lib/dice.lua'])
  expect(packagePathOf(aCase(), '?.lua')).toBe('?.lua')
  const spec = specCase('', { options: { ...OPTIONS, lpath: 'lib/?.lua' } })
  expect(packagePathOf(spec, '?.lua')).toBe('lib/?.lua;?.lua')
})
