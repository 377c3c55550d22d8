import { expect, test } from 'vitest'
import { readBlockLines } from '../../harness/vitest/block-lines.js'
import { entriesOf } from '../../harness/vitest/entries.js'
import type { Entry } from '../../harness/vitest/protocol.js'

const FILE = 'a_spec.lua'

function tree(tests: readonly (readonly [string, number, string?])[], source = '') {
  const listed = tests.map(([name, line, file = FILE], index) => ({
    n: index + 1,
    names: name.split(' > '),
    file,
    line,
    pending: false,
  }))
  return entriesOf(listed, FILE, readBlockLines(Buffer.from(source))).map(brief)
}

function brief(entry: Entry): unknown {
  if (entry.kind === 'test') return `${entry.n} ${entry.name} @${entry.line}`
  return [`${entry.name} @${entry.line}`, ...entry.entries.map(brief)]
}

test('tests are in the blocks of their names', () => {
  expect(
    tree([
      ['top', 1],
      ['combat > hits', 3],
      ['combat > later > waits', 5],
      ['combat > misses', 8],
      ['purse > is empty', 11],
    ]),
  ).toEqual([
    '1 top @1',
    ['combat @null', '2 hits @3', ['later @null', '3 waits @5'], '4 misses @8'],
    ['purse @null', '5 is empty @11'],
  ])
})

test('the order of tests stays, though blocks of one name then are several', () => {
  expect(
    tree([
      ['a > one', 1],
      ['b > two', 2],
      ['a > three', 3],
    ]),
  ).toEqual([
    ['a @null', '1 one @1'],
    ['b @null', '2 two @2'],
    ['a @null', '3 three @3'],
  ])
})

test('a test that another file defines has no line in this one', () => {
  expect(tree([['shared', 7, 'helper.lua']])).toEqual(['1 shared @null'])
})

test('blocks begin where the text of the spec file has them', () => {
  const source = `
    describe("combat", function()
      context [[later]], function() end)
      it('hits', function() end)
    end)
    local function shared()
      describe('purse \\'s', function() insulate 'inner' end)
    end`.replace('context [[later]],', "context('later',")
  expect(
    tree(
      [
        ['combat > later > waits', 3],
        ["purse 's > inner > x", 7],
        ['combat > made up > y', 8],
      ],
      source,
    ),
  ).toEqual([
    ['combat @2', ['later @3', '1 waits @3']],
    ["purse 's @7", ['inner @7', '2 x @7']],
    ['combat @2', ['made up @null', '3 y @8']],
  ])
})

test('a file that cannot be parsed has blocks without lines', () => {
  expect(tree([['combat > hits', 1]], 'describe("combat", function(')).toEqual([
    ['combat @null', '1 hits @1'],
  ])
})
