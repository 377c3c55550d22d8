import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { isWatched, type Scope } from '../../harness/watch/scope.js'

const ROOT = resolve('/project')
const at = (path: string): string => resolve(ROOT, path)
const SCOPE: Scope = {
  root: ROOT,
  files: [at('.busted'), at('host/host.rb'), at('luaparity.ledger.json')],
  outside: [resolve('/elsewhere/a.lua')],
  folders: [at('spec')],
  data: ['data/**/*.json'],
}
const file = { isFile: () => true }
const folder = { isFile: () => false }

test.each([
  ['a.lua'],
  ['deep/in/a.lua'],
  ['luaparity.config.mjs'],
  ['.busted'],
  ['host/host.rb'],
  ['luaparity.ledger.json'],
  ['spec/fixtures/level.txt'],
  ['data/items/swords.json'],
  ['/elsewhere/a.lua'],
])('%s may matter', (path) => {
  expect(isWatched(at(path), file, SCOPE)).toBe(true)
})

test.each([['README.md'], ['art/hero.png'], ['host/other.rb'], ['data.json'], ['specs/level.txt']])(
  '%s does not',
  (path) => {
    expect(isWatched(at(path), file, SCOPE)).toBe(false)
  },
)

test.each([
  ['.', true],
  ['src', true],
  ['art', true],
  ['node_modules', false],
  ['src/node_modules', false],
  ['.git', false],
  ['.cache', false],
])('the folder %s: %s', (path, expected) => {
  expect(isWatched(at(path), folder, SCOPE)).toBe(expected)
})

test('what is not known yet is looked at', () => {
  expect(isWatched(at('something'), undefined, SCOPE)).toBe(true)
  expect(isWatched(at('node_modules'), undefined, SCOPE)).toBe(false)
})
