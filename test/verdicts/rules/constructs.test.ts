import { expect, test } from 'vitest'
import { RULES } from '../../../harness/verdicts/rules/catalogue.js'
import { constructAt } from '../../../harness/verdicts/rules/constructs.js'
import type { Construct } from '../../../harness/verdicts/rules/rule.js'

const at = (text: string, line: number | null = null) => constructAt(Buffer.from(text, 'latin1'), line)

test.each<[string, Construct[]]>([
  ['goto done', ['goto']],
  ['::done::', ['label']],
  ['while true do goto continue ::continue:: end', ['goto', 'label']],
  ['local goto = 1', ['goto-name']],
  ['return t.goto', ['goto-name']],
  ['return { goto = 1 }', ['goto-name']],
  ['return a // b', ['integer-division']],
  ['return a & b', ['bit-operator']],
  ['return a | b', ['bit-operator']],
  ['return a ~ b', ['bit-operator']],
  ['return ~a', ['bit-operator']],
  ['return a << b', ['bit-operator']],
  ['return a >> b', ['bit-operator']],
  ['local x <const> = 1', ['attribute']],
  ['local x, y <close> = 1, f()', ['attribute']],
  ['return "\\x41"', ['escape']],
  ["return '\\u{41}'", ['escape']],
  ['return "a\\z\n  b"', ['escape']],
  ['return "\\q"', ['escape']],
  ['return "\\256"', ['escape']],
  ['return 1LL', ['numeral-suffix']],
  ['return 0x10ull', ['numeral-suffix']],
  ['return 2.5i', ['numeral-suffix']],
  ['return 0b101', ['binary-numeral']],
  ['return 0x.8', ['hex-float']],
  ['return 0xA.8p2', ['hex-float']],
  ['return 0x1p-4', ['hex-float']],
  ['local a = 1;; return a', ['empty-statement']],
  ['; return 1', ['empty-statement']],
  ['if x then ; end', ['empty-statement']],
  ['while true do break f() end', ['break-in-middle']],
  ['while true do break; f() end', ['break-in-middle']],
  ['f = g\n(h or i)()', ['ambiguous-call']],
  ['f()\n(h or i)()', ['ambiguous-call']],
])('%j', (text, constructs) => {
  expect(at(text)).toEqual(constructs)
})

test.each([
  'return a ~= b, a / b, a < b, a > b, a <= b, a >= b, a == b, a .. b, ...',
  '-- goto done // 5 & 3\nreturn 1',
  '--[==[ goto done\n]] // ::x::\n]==] return 1',
  'return "goto done // ::x:: 0b1"',
  "return [[goto done // '\\q']], [=[ ]] // ]=]",
  'return "\\a\\b\\f\\n\\r\\t\\v\\\\\\"\\\'\\065\\255\\\n"',
  'return 1, 0x1F, 0xff, 1e5, 1.5e-3, .5, 3., 1e+2',
  'return a-1, a..1 .. 2',
  'local gotos, break_ = 1, 2',
  'while true do break end',
  'while true do break; end',
  'repeat break until x',
  'if a then do break end elseif b then break else break end',
  'f(); g();',
  'local x = (a)\nreturn x',
  'if x then\n(f or g)() end',
  'x = {\n(1) }',
  'return a < const and b > c',
  '#!/usr/bin/lua // goto\nreturn 1',
])('nothing in %j', (text) => {
  expect(at(text)).toEqual([])
})

test('on a line, or on the one before it where that line has none', () => {
  const text = 'local a = 7 // 2\nlocal b = 5 & 3\n\nlocal c = 1\n'
  expect([1, 2, 3, 4].map((line) => at(text, line))).toEqual([
    ['integer-division'],
    ['bit-operator'],
    ['bit-operator'],
    [],
  ])
  expect(at(text)).toEqual(['integer-division', 'bit-operator'])
})

test('on each line of a string that goes over several', () => {
  const text = 'return "\\x41\\z\n\n  b"\nlocal x\nlocal y'
  expect([1, 2, 3, 4, 5].map((line) => at(text, line).length)).toEqual([1, 1, 1, 1, 0])
})

test('an unfinished text ends without a loop', () => {
  for (const text of ['"', "'\\", '--[[', '[==[ x', '"a', '0x', '', '#']) expect(at(text)).toEqual([])
})

test('every rule about the grammar finds its construct in its own example', () => {
  for (const { id, example, finding } of RULES) {
    if (finding.by === 'syntax')
      expect([id, at(example)]).toEqual([id, expect.arrayContaining([finding.construct])])
  }
})
