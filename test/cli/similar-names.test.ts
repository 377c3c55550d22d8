import { expect, test } from 'vitest'
import { similarNames } from '../../harness/cli/similar-names.js'

const NAMES = [
  'goto-statement',
  'pairs-metamethod',
  'ipairs-metamethod',
  'escapes',
  'table-pack',
  'pairs-nil',
]

test.each<[string, string[]]>([
  ['pairs-metamethdo', ['pairs-metamethod', 'pairs-nil', 'ipairs-metamethod']],
  ['goto', ['goto-statement']],
  ['GOTO', ['goto-statement']],
  ['table.pack', ['table-pack']],
  ['escape', ['escapes']],
  ['gotostatement', ['goto-statement']],
  ['something else', []],
  ['', []],
])('%s', (given, similar) => {
  expect(similarNames(given, NAMES)).toEqual(similar)
})
