import { describe, expect, test } from 'vitest'
import { advice, said } from './advising.js'

describe('the length of a table with a hole', () => {
  test.each<[string, string, string[]]>([
    ['of a constructor', 'return #{1, nil, 3}', ['1:8 length-of-holes']],
    [
      'of a constructor that begins with one',
      'return #{nil, f}, #{nil, ...}',
      ['1:8 length-of-holes', '1:19 length-of-holes'],
    ],
    ['of a variable', 'local t = {1, nil, 3}\nprint(t[1])\nreturn #t', ['3:8 length-of-holes']],
    [
      'of a variable in a loop',
      'local t = {1, nil, 3}\nfor i = 1, #t do print(t[i]) end',
      ['2:12 length-of-holes'],
    ],
    ['before it is filled', 'local t = {1, nil, 3}\nlocal n = #t\nt[2] = n', ['2:11 length-of-holes']],
    ['of a list that gets one', 'local t = {1, 2, 3}\nt[2] = nil\nreturn #t', ['3:8 length-of-holes']],
    ['in unpack', 'local unpack = table.unpack or unpack\nreturn unpack({1, nil, 3})', []],
    ['in the global unpack', 'print(unpack{1, nil, 3})', ['1:7 length-of-holes']],
    ['in table.unpack', 'return table.unpack({1, nil, 3})', ['1:8 length-of-holes']],
    [
      'in table.unpack of a variable',
      'local t = {1, nil, 3}\nreturn table.unpack(t)',
      ['2:8 length-of-holes'],
    ],
  ])('%s', async (_, source, expected) => {
    const found = await said(source, { off: ['undefined-global'] })
    expect(found).toEqual(expected)
  })
})

describe('nothing is said', () => {
  test.each([
    ['of a list', 'return #{1, 2, 3}'],
    ['of nil at the end', 'return #{1, nil}'],
    ['of fields', 'return #{1, x = nil, 3}, #{[1] = nil, 2}'],
    ['of ipairs', 'for _, v in ipairs({1, nil, 3}) do print(v) end'],
    ['of a count', 'return unpack({1, nil, 3}, 1, 3)'],
    ['of a table that is filled', 'local t = {1, nil, 3}\nt[2] = 2\nreturn #t'],
    ['of a table that is filled in a loop', 'local t = {1, nil, 3}\nfor i = 1, 3 do print(#t) t[i] = i end'],
    ['of a table that is filled by a function', 'local t = {1, nil, 3}\ntable.insert(t, 4)\nreturn #t'],
    [
      'of a table that another function fills',
      'local t = {1, nil, 3}\nlocal function f() t[2] = 2 end\nf()\nreturn #t',
    ],
    ['of a variable that is assigned', 'local t = {1, nil, 3}\nt = {}\nreturn #t'],
    ['of a table under another name', 'local t = {1, nil, 3}\nlocal u = t\nu[2] = 2\nreturn #t'],
    ['of another variable of the name', 'local t = {1, nil, 3}\ndo local t = {} print(#t) end return t'],
    ['of a list that loses its end', 'local t = {1, 2, 3}\nt[3] = nil\nt[#t] = nil\nreturn #t'],
    ['of a list that loses only its end', 'local t = {1, 2, 3}\nt[3] = nil\nreturn #t'],
    ['of a list that loses one in a branch', 'local t = {1, 2, 3}\nif t[1] then t[2] = nil end\nreturn #t'],
    ['of a list of unknown length', 'local t = {...}\nt[2] = nil\nreturn #t'],
    ['of a method', 'local t = {1, nil, 3}\nt:fill()\nreturn #t'],
    ['of a string', 'local s = "nil" return #s'],
  ])('%s', async (_, source) => {
    expect(await said(source, { off: ['undefined-global'] })).toEqual([])
  })

  test('where all that would do otherwise are expected to', async () => {
    const source = '-- expect: difference lua54\nreturn #{1, nil, 3}'
    expect(await said(source, { engines: ['native', 'fast', 'lua54'] })).toEqual([])
    expect(await said(source, { engines: ['native', 'lua53', 'lua54'] })).toEqual(['2:8 length-of-holes'])
  })
})

test('the engines are those with another Lua than the reference', async () => {
  const [first] = await advice('return #{1, nil, 3}', { engines: ['native', 'fast', 'lua54'] })
  expect(first).toMatchObject({
    message: '`#` goes by the length of a table with a hole, which engines take differently',
    engines: ['lua54'],
  })
})
