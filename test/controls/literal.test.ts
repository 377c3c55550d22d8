import { expect, test } from 'vitest'
import { hasLaterEscape, stringBytes } from '../../harness/controls/literal.js'

test.each<[string, boolean, string]>([
  ['"plain"', false, 'plain'],
  ['"\\x41\\x7e"', true, 'A~'],
  ["'\\u{e9}\\u{41}'", true, '\xc3\xa9A'],
  ['"a\\z  \n\t b"', true, 'ab'],
  ['"\\\\x41"', false, '\\x41'],
  ['"\\\\\\x41"', true, '\\A'],
  ['"\\65\\0661\\n\\"\\\'\\\n"', false, 'AB1\n"\'\n'],
  ['"\\xff"', true, '\xff'],
])('%s', (raw, later, bytes) => {
  expect([hasLaterEscape(raw), stringBytes(raw)]).toEqual([later, bytes])
})

test('long strings have no escapes', () => {
  expect(hasLaterEscape('[[\\x41]]')).toBe(false)
})
