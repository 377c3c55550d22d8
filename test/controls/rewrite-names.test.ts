import { expect, test } from 'vitest'
import { type Operator, rewriteOperators, type Site } from '../../harness/controls/rewrite.js'

function rewritten(source: string, operator: Operator): { text: string | undefined; sites: Site[] } {
  const sites: Site[] = []
  const text = rewriteOperators(Buffer.from(source, 'latin1'), 'a.lua', new Set([operator]), sites)
  return { text: text?.toString('latin1'), sites }
}

test('strings with escapes become calls, line for line, also where a string is the only argument', () => {
  const { text, sites } = rewritten('f"\\x41"\nreturn "a\\z\n  b", "\\n"', 'escape')
  expect(text).toBe(
    `f((''):__luaparity('escape',"A",nil,1))\nreturn (''):__luaparity('escape',"ab",nil,2\n), "\\n"`,
  )
  expect(sites.map(({ line }) => line)).toEqual([1, 2])
})

test('_ENV gets another name wherever it is a name', () => {
  const { text, sites } = rewritten('local _ENV = { 1 }\nreturn _ENV, _ENV.x', '_ENV')
  expect(text).toMatch(/^local (\w+) = \{ 1 \}\nreturn \1, \1\.x$/)
  expect(sites.map(({ line }) => line)).toEqual([1, 2, 2])
})

test('a field of the name _ENV stays one', () => {
  expect(rewritten('return t._ENV, { _ENV = 1 }, t:_ENV()', '_ENV').text).toBeUndefined()
})
