import { describe, expect, test } from 'vitest'
import { UsageError } from '../../harness/errors.js'
import { patternExpression } from '../../harness/specs/lua-pattern.js'

// Held against the `string.find` of Lua 5.1.
test.each([
  ['_spec', 'combat_spec.lua', true],
  ['_spec', 'spec.lua', false],
  ['_spec%.lua$', 'a_spec.lua', true],
  ['_spec%.lua$', 'a_spec.luac', false],
  ['^test_.*%.lua$', 'test_a.lua', true],
  ['^test_.*%.lua$', 'a_test_a.lua', false],
  ['%d+', 'v12.lua', true],
  ['%d+', 'v.lua', false],
  ['[ab]_%u', 'b_X.lua', true],
  ['[^ab]_%u', 'b_X.lua', false],
  ['[%d-]x', '-x', true],
  ['a.-b', 'axxb', true],
  ['(spec)', 'spec.lua', true],
  ['a+b?', 'aaa', true],
  ['%S', ' ', false],
  ['.lua', 'xlua', true],
  ['a{2}', 'aa', false],
  ['a|b', 'a', false],
])('%s in %s: %s', (pattern, name, found) => {
  expect(patternExpression(pattern).test(name)).toBe(found)
})

describe('what file names cannot be held against', () => {
  test.each(['%b()', '%f[%w]', '()x', '(a)%1', '[ab', '%'])('%s', (pattern) => {
    expect(() => patternExpression(pattern)).toThrow(UsageError)
  })
})
