import { expect, test } from 'vitest'
import { prettyLines } from '../../harness/observations/pretty.js'
import { decodeList } from '../../harness/observations/values.js'
import { num, str, table } from '../builders.js'

const lines = (text: string) => prettyLines(decodeList(`[${text}]`)[0]!)

test.each([
  ['nil', ['nil']],
  ['true', ['true']],
  ['i5', ['5']],
  ['f5', ['5']],
  ['n-0', ['-0']],
  ['"a\\010b"', ['"a\\010b"']],
  ['<function 1>', ['<function>']],
  ['<cdata 1 "5ULL">', ['5ULL']],
  ['{1:}', ['{}']],
  ['{1^:}', ['<with metatable> {}']],
  ['{1:"b"=n2,"a"=n1,n1=true}', ['{', '  [1] = true,', '  a = 1,', '  b = 2,', '}']],
  ['{1:"a b"=n1,"end9"=n2}', ['{', '  ["a b"] = 1,', '  end9 = 2,', '}']],
  ['{1:"pos"={2^:"x"=n1}}', ['{', '  pos = <with metatable> {', '    x = 1,', '  },', '}']],
  ['{1:"self"=@1}', ['{', '  self = <table 1 again>,', '}']],
  ['{1:"f"=<function 2>,"g"=@2}', ['{', '  f = <function>,', '  g = <function 2 again>,', '}']],
  ['{1:{2:}=n1}', ['{', '  [<table>] = 1,', '}']],
])('%s', (text, expected) => {
  expect(lines(text)).toEqual(expected)
})

test.each([
  ['a metatable', '{1:}', '{1^:}'],
  ['an identity', '{1:"a"=<function 2>,"b"=@2}', '{1:"a"=<function 2>,"b"=<function 3>}'],
])('%s is to be seen', (_, a, b) => {
  expect(lines(a)).not.toEqual(lines(b))
})

test('a long string is cut in the middle and says how long it is', () => {
  const [line] = prettyLines(str(`start${'x'.repeat(5000)}end`))
  expect(line).toMatch(/^"startx+\.\.\.x+end" \(5008 bytes\)$/)
  expect(line!.length).toBeLessThan(500)
})

test('nesting of any depth is summed up', () => {
  let value = table([[str('leaf'), num(1)]])
  for (let depth = 0; depth < 100_000; depth++) value = table([[num(1), value]])
  const shown = prettyLines(value)
  expect(shown.length).toBeLessThan(100)
  expect(shown.join('\n')).toContain('{ 1 more keys, nested }')
})

test('no value takes more than 2000 lines', () => {
  const value = table(Array.from({ length: 5000 }, (_, index) => [num(index), num(1)]))
  expect(prettyLines(value)).toHaveLength(2000)
})
