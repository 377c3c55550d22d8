import { describe, expect, test } from 'vitest'
import { advice, aRule, said } from './advising.js'

const ALL = ['native', 'fast', 'lua51', 'lua53', 'lua54']

describe('syntax that an engine does not have is found where it stands', () => {
  test.each<[string, string, string[], string[]]>([
    ['goto', 'do\n  goto out\nend\n::out::', ['native', 'lua51'], ['2:3 goto']],
    ['a label by itself', 'local a = 1 ::out::', ['native', 'lua51'], ['1:13 label']],
    ['//', 'return 7 // 2', ['native', 'lua54'], ['1:10 integer-division']],
    ['// behind parentheses', 'local a = 1\nreturn (a) // 2', ['native', 'lua54'], ['2:12 integer-division']],
    [
      'bit operators',
      'return 1 & 2 | 3 ~ 4',
      ['native'],
      ['1:10 bit-operator', '1:14 bit-operator', '1:18 bit-operator'],
    ],
    ['shifts', 'return 1 << 2 >> 3', ['lua51'], ['1:10 bit-operator', '1:15 bit-operator']],
    ['the unary ~', 'return ~1', ['native'], ['1:8 bit-operator']],
    ['<const>', 'local a <const>, b <close> = 1', ['native', 'lua54'], ['1:9 attribute', '1:20 attribute']],
    [
      'numbers of LuaJIT',
      'return 1LL, 2ull, 0x3LL, 4i',
      ['native', 'lua54'],
      ['1:8 numeral-suffix', '1:13 numeral-suffix', '1:19 numeral-suffix', '1:26 numeral-suffix'],
    ],
    [
      'a binary number',
      'return 0b101 + 0B1',
      ['native', 'lua51'],
      ['1:8 binary-numeral', '1:16 binary-numeral'],
    ],
    [
      'a hexadecimal fraction',
      'return 0x1.8, 0x.8p1',
      ['native', 'lua51'],
      ['1:8 hex-float', '1:15 hex-float'],
    ],
    ['escapes of 5.2', 'return "\\x41\\z  b"', ['native', 'lua51'], ['1:9 escape', '1:13 escape']],
    ['the escape of 5.3', "return '\\u{20AC}'", ['native', 'lua51', 'lua53'], ['1:9 escape']],
    ['what only 5.1 takes for an escape', 'return "\\q"', ['native', 'lua51'], ['1:9 escape']],
    ['an empty statement', 'local a = 1;; return a', ['native', 'lua54'], ['1:13 empty-statement']],
    ['an empty statement at the start of a block', 'do ; end', ['native'], ['1:4 empty-statement']],
    [
      'an empty statement behind a comment',
      'local a; -- one;\n; return a',
      ['native'],
      ['2:1 empty-statement'],
    ],
    [
      'break in the middle',
      'while true do break local a = 1 end',
      ['native', 'lua54'],
      ['1:15 break-in-middle'],
    ],
    [
      'a call on a new line',
      'local a = print\n(a or type)("x")',
      ['native', 'lua54'],
      ['2:1 ambiguous-call'],
    ],
    [
      'a whole number beyond 2^53',
      'return 9007199254740993, 0x20000000000001',
      ['native', 'lua54'],
      ['1:8 large-integer', '1:26 large-integer'],
    ],
    ['columns in characters', 'local a = "äöü" goto b ::b::', ['lua51'], ['1:17 goto']],
    ['behind a first line with #', '#!/usr/bin/lua\ngoto b ::b::', ['lua51'], ['2:1 goto']],
  ])('%s', async (_, source, engines, expected) => {
    expect(await said(source, { engines })).toEqual(expected)
  })
})

describe('nothing is said', () => {
  test.each<[string, string, string[]]>([
    ['of goto where all have it', 'goto a ::a::', ['native', 'fast', 'lua53', 'lua54']],
    ['of a variable goto', 'local goto = 1 return goto', ['native', 'lua51']],
    ['of // where all have it', 'return 7 // 2', ['lua53', 'lua54']],
    [
      'of // in strings and comments',
      '-- 7 // 2 & 1\nlocal a = "7 // 2" --[[ 1 << 2\n | 3 ]] return a, [==[ ~1 ]==]',
      ALL,
    ],
    ['of ~=', 'local a = 1 return a ~= 2', ALL],
    [
      'of comparisons that look like an attribute',
      'local a, const, b = 1, 2, 3 return a < const, const > b',
      ALL,
    ],
    ['of escapes that all have', 'return "\\n\\065\\\\\\"\\\'\\\n"', ALL],
    ['of a backslash in a long string', 'return [[\\x41]]', ALL],
    ['of an escaped backslash', 'return "\\\\x41"', ALL],
    [
      'of numbers that all have',
      'return 0xffffffff, 1e10, .5, 3., 0x1p4, 9007199254740991, 12345678901234.5',
      ALL,
    ],
    ['of a concatenation of numbers', 'return 1 .. 2, "a"..5', ALL],
    [
      'of semicolons that end statements',
      'local a = 1; local f = function() return a; end; if a then f(); end; return f;',
      ALL,
    ],
    ['of semicolons between fields', 'local f = print return { 1; f; x = 2; ["y"] = 3; }', ALL],
    ['of break at the end', 'while true do if true then break end break end repeat break; until true', ALL],
    ['of a call that goes on in a new line', 'print(\n  1\n)\nlocal t = {\n  (1),\n}\nreturn (\n t)', ALL],
    ['of a parenthesis behind a keyword', 'local a = 1\nif a then\n  (print)("x")\nend', ALL],
    ['of large numbers where all have the same', 'return 9007199254740993', ['native', 'fast', 'lua51']],
    ['of an unknown Lua', 'return 7 // 2', ['process:mylua']],
    ['of what no Lua takes', 'local = = //', ALL],
  ])('%s', async (_, source, engines) => {
    expect(await said(source, { engines })).toEqual([])
  })
})

test('the sentence names the Luas and their engines, the reference first', async () => {
  const [first] = await advice('return 7 // 2', { engines: ['lua51', 'fast', 'native', 'lua54'] })
  expect(first).toEqual({
    rule: 'integer-division',
    file: 'a.lua',
    line: 1,
    column: 10,
    message: '`//` is no operator of LuaJIT (native, fast) and Lua 5.1 (lua51)',
    advice: 'Write math.floor(a / b).',
    engines: ['native', 'lua51', 'fast'],
  })
})

test('5.1 does not refuse an escape, it drops the backslash', async () => {
  const [first] = await advice('return "\\x41"', { engines: ['native', 'lua51'] })
  expect(first!.message).toBe('Lua 5.1 (lua51) takes the escape `\\x41` for the letter x')
})

test('a rule of the catalogue gives its id and advice', async () => {
  const catalogue = [aRule('goto-statement', { finding: { by: 'syntax', construct: 'goto' } })]
  const [first] = await advice('goto a ::a::', { engines: ['native', 'lua51'], catalogue })
  expect(first).toMatchObject({ rule: 'goto-statement', advice: 'Advice of goto-statement.' })
})
