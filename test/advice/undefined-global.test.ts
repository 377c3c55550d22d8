import { describe, expect, test } from 'vitest'
import { advice, said } from './advising.js'

describe('a global that nothing defines', () => {
  test.each<[string, string, string[]]>([
    ['a slip', 'local count = 1\nreturn coutn', ['2:8 undefined-global']],
    ['a call', 'pritn(1)', ['1:1 undefined-global']],
    ['a field of it', 'return mth.floor(1)', ['1:8 undefined-global']],
    ['once for each name', 'print(a, b)\nprint(a)', ['1:7 undefined-global', '1:10 undefined-global']],
    [
      'a local before its declaration',
      'local function f() return g() end\nlocal function g() return f end\nreturn g',
      ['1:27 undefined-global'],
    ],
    [
      'a function that is not yet there in its own text',
      'local f = function() return f() end return f',
      ['1:29 undefined-global'],
    ],
    ['a local after its block', 'do local a = 1 print(a) end return a', ['1:36 undefined-global']],
    ['a local in its own value', 'local a = a return a', ['1:11 undefined-global']],
    ['a loop variable in the head of its loop', 'for i = 1, i do print(i) end', ['1:12 undefined-global']],
    ['a comparison that is no test', 'local hp = 1 return hp > maximum', ['1:26 undefined-global']],
  ])('%s', async (_, source, expected) => {
    expect(await said(source)).toEqual(expected)
  })

  test('the sentence names the local that is near', async () => {
    const messages = (await advice('local count = 1\nprint(coutn, other, count)')).map(
      ({ message }) => message,
    )
    expect(messages).toEqual([
      'nothing defines the global coutn; the local count may be meant',
      'nothing defines the global other',
    ])
  })
})

describe('nothing is said', () => {
  test.each([
    ['of what any Lua has', 'return unpack, table, bit32, utf8, warn, jit, arg, _VERSION, _G, host, setfenv'],
    ['of what the file defines', 'print(later)\nlater = 1'],
    [
      'of what it defines as a function',
      'local function f() return later() end function later() end return f',
    ],
    ['of what it defines through _G', "_G.a = 1 rawset(_G, 'b', 2) _G['c'] = 3 return a, b, c"],
    ['of what it tests', 'if DEBUG then print(1) end'],
    ['of what it tests elsewhere', 'local on = DEBUG ~= nil\nprint(DEBUG, on)'],
    ['of a choice', 'local mode = MODE or "easy" return mode'],
    ['of type', 'return type(MODE)'],
    ['of a mistake on purpose', 'return pcall(function() return nothing.there end)'],
    ['of code in a string', 'loadstring("answer = 42")() return answer'],
    ['of hidden names', 'for name, value in pairs({}) do _G[name] = value end return whatever'],
    ['of strict globals', 'setmetatable(_G, { __index = function() return 1 end }) return whatever'],
    [
      'of keys and methods',
      'local t = { whatever = 1, f = function(self) return self.other end } return t:method(), t.field',
    ],
    ['of labels', 'goto out ::out::'],
    ['of a file that no Lua takes', 'return whatever whatever'],
  ])('%s', async (_, source) => {
    expect(await said(source, { off: ['accidental-global', 'goto'] })).toEqual([])
  })

  test.each([
    ['a module that is required', { 'm.lua': 'Hero = {} return Hero' }, "require 'm' return Hero"],
    [
      'a module that a module requires',
      { 'm.lua': "return require 'n.o'", 'n/o.lua': 'Hero = {}' },
      "require('m') return Hero",
    ],
    [
      'a module that is required under a name put together',
      { 'n/o.lua': 'Hero = {}' },
      "require('n.' .. 'o') return Hero",
    ],
    ['a module that hides its names', { 'm.lua': "module('m') return Hero" }, "require 'm' return Hero"],
  ])('of what is defined by %s', async (_, modules, source) => {
    expect(await said(source, { modules, off: ['accidental-global'] })).toEqual([])
  })

  test('of what the fakes of the host define', async () => {
    expect(await said('return spawn(1)', { host: 'spawn = print return function() return {} end' })).toEqual(
      [],
    )
  })

  test("of what an executable of one's own may bring, but for slips", async () => {
    const engines = { native: true as const, game: { command: ['./game'] } }
    expect(await said('local count = 1 return Engine, coutn, count', { engines })).toEqual([
      '1:32 undefined-global',
    ])
  })
})
