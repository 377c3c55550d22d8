import { describe, expect, test } from 'vitest'
import { canonicalMessage } from '../../harness/verdicts/messages.js'
import { MESSAGES } from './message-rows.js'

describe('the same mistake, as each VM says it', () => {
  test.each(MESSAGES.filter(({ covered }) => covered === 'same mistake'))('$code', ({ messages }) => {
    expect(messages.length).toBeGreaterThan(1)
    expect([...new Set(messages.map(canonicalMessage))]).toHaveLength(1)
  })

  test.each<[string, ...string[]]>([
    ["attempt to call local 'f' (a nil value)", "attempt to call a nil value (local 'f')"],
    ["attempt to call upvalue 'f' (a table value)", "attempt to call a table value (upvalue 'f')"],
    [
      "attempt to concatenate field 'name' (a nil value)",
      "attempt to concatenate a nil value (field 'name')",
    ],
    [
      "attempt to get length of global 'list' (a nil value)",
      "attempt to get length of a nil value (global 'list')",
    ],
    [
      "attempt to perform arithmetic on local 'a' (a nil value)",
      "attempt to perform arithmetic on a nil value (local 'a')",
    ],
    [
      'attempt to perform arithmetic on a string value',
      "attempt to perform arithmetic on constant 'x' (a string value)",
      "attempt to perform arithmetic on a string value (constant 'x')",
      "attempt to unm a 'string' with a 'string'",
      "attempt to mod a 'number' with a 'string'",
    ],
    [
      'attempt to index a nil value',
      "attempt to index field '?' (a nil value)",
      "attempt to index a nil value (field '?')",
      "attempt to index a nil value (field 'integer index')",
    ],
    ['attempt to call a nil value', "attempt to call a nil value (for iterator 'for iterator')"],
    ["'for' limit must be a number", "bad 'for' limit (number expected, got nil)"],
    [
      "bad argument #1 to '(for generator)' (table expected, got nil)",
      "bad argument #1 to 'for iterator' (table expected, got nil)",
    ],
    [
      "bad argument #1 to 'status' (coroutine expected)",
      "bad argument #1 to 'status' (thread expected)",
      "bad argument #1 to 'status' (thread expected, got nil)",
    ],
    [
      "bad argument #2 to 'setmetatable' (nil or table expected)",
      "bad argument #2 to 'setmetatable' (nil or table expected, got number)",
    ],
    ["bad argument #1 to 'max' (number expected, got no value)", "bad argument #1 to 'max' (value expected)"],
    ['unbalanced pattern', "malformed pattern (missing arguments to '%b')"],
    ['invalid capture index', 'invalid capture index %2 in replacement string'],
    ["module 'a' not found:\n\tno file 'a.lua'", "module 'a' not found:\n\tno field package.preload['a']"],
    ['attempt to load chunk with wrong mode', "attempt to load a text chunk (mode is 'b')"],
    ["'end' expected near '<eof>'", "'end' expected near <eof>"],
    ["'<name>' expected near '1'", "<name> expected near '1'"],
    ["unfinished long string near '<eof>'", 'unfinished long string (starting at line 1) near <eof>'],
    ["unexpected symbol near '='", "syntax error near '='"],
    [
      `invalid escape sequence near '"'`,
      `escape sequence too large near '"'`,
      `decimal escape too large near '"\\300"'`,
    ],
    ["duplicate label 'a'", "label 'a' already defined on line 1"],
    ["<goto x> jumps into the scope of local 'y'", "<goto x> at line 1 jumps into the scope of local 'y'"],
  ])('%s', (...messages) => {
    expect([...new Set(messages.map(canonicalMessage))]).toHaveLength(1)
  })

  test('within a longer text, too', () => {
    expect(canonicalMessage("cannot load a.lua: a.lua:3: attempt to call a nil value (global 'f')!")).toBe(
      "cannot load a.lua: a.lua:3: attempt to call global 'f' (a nil value)!",
    )
  })
})

describe('different mistakes stay different', () => {
  test.each<[string, string]>([
    ["attempt to index local 'a' (a nil value)", "attempt to index a nil value (local 'b')"],
    ["attempt to index local 'a' (a nil value)", "attempt to index a nil value (field 'a')"],
    ["attempt to index local 'a' (a nil value)", "attempt to index a number value (local 'a')"],
    ["attempt to index local 'a' (a nil value)", "attempt to call a nil value (local 'a')"],
    ["attempt to index field '?' (a nil value)", "attempt to index a nil value (field 'x')"],
    ["attempt to perform arithmetic on local 'a' (a nil value)", "attempt to add a 'string' with a 'number'"],
    [
      "attempt to perform arithmetic on local 'a' (a nil value)",
      'attempt to perform arithmetic on a nil value',
    ],
    ['attempt to compare two nil values', 'attempt to compare number with nil'],
    ['attempt to compare number with nil', 'attempt to compare nil with number'],
    ["'for' initial value must be a number", "bad 'for' step (number expected, got string)"],
    ["bad argument #1 to 'f' (no value)", "bad argument #2 to 'f' (value expected)"],
    ["bad argument #1 to 'f' (no value)", "bad argument #1 to 'g' (value expected)"],
    [
      "bad argument #1 to 'f' (number expected, got nil)",
      "bad argument #1 to 'f' (number expected, got no value)",
    ],
    [
      "bad argument #1 to 'f' (number expected, got nil)",
      "bad argument #1 to 'f' (string expected, got nil)",
    ],
    [
      "bad argument #1 to 'f' (number expected, got nil)",
      "bad argument #1 to 'f' (number expected, got table)",
    ],
    ["invalid option '%y' to 'format'", "invalid conversion '%w' to 'format'"],
    ["module 'a' not found:\n\tno file 'a.lua'", "module 'b' not found:\n\tno file 'b.lua'"],
    ["'end' expected near '<eof>'", "'until' expected near <eof>"],
    ["unexpected symbol near 'x'", "'=' expected near 'x'"],
    ["'=' expected near 'x'", "syntax error near 'y'"],
    ["undefined label 'a'", "no visible label 'b' for <goto> at line 1"],
    ["field 'day' missing in date table", "field 'year' missing in date table"],
    ['attempt to divide by zero', "attempt to perform 'n%%0'"],
    ['one', 'two'],
    ['boom', 'boom '],
  ])('%s ≠ %s', (one, other) => {
    expect(canonicalMessage(one)).not.toBe(canonicalMessage(other))
  })

  test.each(MESSAGES.filter(({ covered, passes }) => !covered.startsWith('same') && !passes))(
    '$code, which $covered is about',
    ({ messages }) => {
      expect(new Set(messages.map(canonicalMessage)).size).toBeGreaterThan(1)
    },
  )

  test('what a script says itself is left as it is', () => {
    const own = "the hero's name is 'x' (a nil value), expected near the eof: break"
    expect(canonicalMessage(own)).toBe(own)
  })
})
