import { describe, expect, test } from 'vitest'
import { advice, said } from './advising.js'

describe('a global that is assigned as if it were local', () => {
  test.each<[string, string, string[]]>([
    [
      'in a function',
      'local function f()\n  total = 1\n  return total\nend\nreturn f()',
      ['2:3 accidental-global'],
    ],
    ['in one of many', 'local function f(a)\n  a, total = 1, 2\nend\nreturn f', ['2:6 accidental-global']],
    [
      'as a function',
      'local M = {}\nfunction M.f()\n  function helper() end\nend\nreturn M',
      ['3:12 accidental-global'],
    ],
    [
      'where a local of the name has ended',
      'local function f()\n  do local x = 1 print(x) end\n  x = 2\nend\nreturn f',
      ['3:3 accidental-global'],
    ],
    [
      'once for each name',
      'return function()\n  a = 1\n  a = 2\n  b = 3\nend',
      ['2:3 accidental-global', '4:3 accidental-global'],
    ],
    [
      'as a slip at the top level',
      'local count = 1\ncuont = count + 1\nreturn count',
      ['2:1 accidental-global'],
    ],
  ])('%s', async (_, source, expected) => {
    expect(await said(source)).toEqual(expected)
  })

  test('in a module that returns a table', async () => {
    const modules = { 'm.lua': 'local M = {}\nhelper = 1\nfunction M.f() return helper end\nreturn M' }
    expect(await said('require "m"', { modules })).toEqual(['m.lua:2:1 accidental-global'])
  })

  test('the sentence names the local that is near', async () => {
    const [slip] = await advice('local count = 1\nreturn function() cuont = count + 1 end')
    expect(slip!.message).toBe(
      'cuont is a global that is only assigned inside functions; the local count may be meant',
    )
    const [other] = await advice('return function() total = 1 end')
    expect(other!.message).toBe('total is a global that is only assigned inside functions')
  })
})

describe('nothing is said', () => {
  test.each([
    ['of globals of the top level', 'score = 0\nlocal function f() score = score + 1 end\nf()\nreturn score'],
    ['of functions of the top level', 'function f() return 1 end\nreturn f()'],
    ['of locals', 'local function f() local a = 1 a = 2 local function g() a = 3 end return g end return f'],
    [
      'of parameters and loop variables',
      'return function(a, ...) a = 1 for i = 1, 2 do i = a end for k, v in pairs(a) do k = v end end',
    ],
    [
      'of fields',
      'local t = {} return function() t.a = 1 t["b"] = 2 t[3] = 4 function t.f() end function t:g() self = 1 end end',
    ],
    ['of a local that repeat sees', 'repeat local done = true until done'],
    ['of what a Lua has', 'return function() unpack = unpack or table.unpack end'],
    ['of what _G names', 'return function() _G.total = 1 total = 2 end'],
    ['of a file with an environment of its own', 'setfenv(1, {}) return function() total = 1 end'],
    ['of 5.2 environments', 'local _ENV = {} return function() total = 1 end'],
    ['of strict globals', 'setmetatable(_G, {}) return function() total = 1 end'],
    ['of numbered names at the top level', 'local hero1 = 1\nhero2 = hero1'],
    ['of short names at the top level', 'local i = 1\nj = i'],
  ])('%s', async (_, source) => {
    expect(await said(source)).toEqual([])
  })

  test('of what another file reads', async () => {
    const modules = { 'm.lua': 'return { total = function() return total end }' }
    expect(await said('require "m" return function() total = 1 end', { modules })).toEqual([])
  })

  test('of a module that returns what it made global', async () => {
    expect(await said('return require "m"', { modules: { 'm.lua': 'Class = {}\nreturn Class' } })).toEqual([])
  })
})
