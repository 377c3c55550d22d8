import { describe, expect, test } from 'vitest'
import { advice, aRule, said } from './advising.js'

const catalogue = [
  aRule('unpack', { library: { names: ['unpack'], in: ['luajit', 'lua51'] } }),
  aRule('table-unpack', {
    library: { names: ['table.unpack', 'table.pack'], in: ['lua52', 'lua53', 'lua54'] },
  }),
  aRule('string-pack', { library: { names: ['string.pack'], in: ['lua53', 'lua54'] } }),
  aRule('math-type', { library: { names: ['math.type'], in: ['lua53', 'lua54'] } }),
  aRule('setfenv', { library: { names: ['setfenv'], in: ['luajit', 'lua51'] } }),
  aRule('bit', { library: { names: ['bit'], in: ['luajit'] } }),
]
const engines = ['native', 'lua51', 'lua54']

const of = (source: string, modules: Record<string, string> = {}) =>
  said(source, { catalogue, engines, modules })

describe('a use that an engine does not have', () => {
  test.each<[string, string, string[]]>([
    ['a call', 'local t = {1}\nreturn unpack(t)', ['2:8 unpack']],
    ['a call of a field', 'return table.unpack({1})', ['1:8 table-unpack']],
    [
      'a call without parentheses',
      'return table.pack {1}, string.pack "x"',
      ['1:8 table-unpack', '1:24 string-pack'],
    ],
    ['a field in brackets', "return table['unpack']({1})", ['1:8 table-unpack']],
    ['a field of _G', 'return _G.unpack({1})', ['1:8 unpack']],
    ['an index', 'return bit.band(1, 2)', ['1:8 bit']],
    ['an alias', 'local unpack = unpack\nreturn unpack({1})', ['1:16 unpack']],
    ['an alias of a field', 'local a, pack = 1, string.pack return pack("b", a)', ['1:20 string-pack']],
    ['a field of an alias of the library', 'local t = table\nreturn t.unpack({1})', ['2:8 table-unpack']],
    ['each use', 'unpack({1})\nunpack({2})', ['1:1 unpack', '2:1 unpack']],
    ['a use where something else is tested', 'local x = 1 if x then unpack({1}) end', ['1:23 unpack']],
    ['a way out behind', 'unpack({1})\nif not math.huge then return end', ['1:1 unpack']],
    ['a way out before that tells nothing', 'local x = 1 if x then return end\nunpack({1})', ['2:1 unpack']],
    ['a use beside a local in another block', 'do local unpack = 1 end return unpack({1})', ['1:32 unpack']],
  ])('%s', async (_, source, expected) => {
    expect(await of(source)).toEqual(expected)
  })
})

describe('no use, or one that is prepared for', () => {
  test.each([
    ['a choice of two', 'local unpack = table.unpack or unpack return unpack({1})'],
    ['a choice in an expression', 'return (unpack or table.unpack)({1})'],
    ['a condition', 'if setfenv then setfenv(1, {}) end'],
    ['a condition around something else', 'if setfenv then unpack({1}) end'],
    ['an and', 'return math.type and math.type(1)'],
    ['a test elsewhere in the file', 'local has = math.type ~= nil\nreturn math.type(1), has'],
    ['not', 'if not table.unpack then return end return table.unpack({1})'],
    ['rawget', "local f = rawget(_G, 'unpack') return f"],
    ['type', "return type(math.type) == 'function' and 1, math.type(2)"],
    ['a version', "if _VERSION == 'Lua 5.1' then return unpack({1}) else return table.unpack({1}) end"],
    ['LuaJIT itself', 'if jit then return unpack({1}) end'],
    ['a version in a variable', 'local isJit = jit ~= nil\nif isJit then return unpack({1}) end'],
    [
      'a field that says which Lua it is',
      'local compat = { lua51 = true } if compat.lua51 then unpack({1}) end',
    ],
    ['a way out before', 'if not jit then return end\nlocal function f() return unpack({1}) end return f'],
    ['pcall of it', "return pcall(string.pack, 'b', 1)"],
    ['pcall of a function around it', "return pcall(function() return string.pack('b', 1) end)"],
    ['an alias that is tested', 'local pack = string.pack if pack then pack("b", 1) end'],
    ['a local variable', 'local function unpack() end unpack()'],
    ['a parameter', 'local function f(unpack, bit) unpack() return bit.band end return f'],
    ['a loop variable', 'for unpack = 1, 2 do print(unpack + 1) end for _, bit in ipairs({}) do bit.x() end'],
    ['its own definition', 'unpack = unpack or table.unpack return unpack({1})'],
    ['its own global', 'function unpack(t) return t[1] end return unpack({1})'],
    ['its own field', 'table.unpack = function(t) return t[1] end return table.unpack({1})'],
    ['its own field as a function', 'function table.pack(...) return {...} end return table.pack(1)'],
    ['its own global through rawset', "rawset(_G, 'unpack', print) unpack({1})"],
    ['a field of another table', 'local t = { unpack = print } t.unpack({1}) return t:pack()'],
    ['a name that is only handed on', 'return { unpack = unpack }'],
    ['a key', 'return { bit = 1, unpack = 2 }'],
    ['a word in a string or comment', '-- unpack(t)\nreturn "unpack(t)"'],
  ])('%s', async (_, source) => {
    expect(await of(source)).toEqual([])
  })

  test('a definition in a module that is required', async () => {
    const modules = { 'compat.lua': 'table.unpack = table.unpack or unpack return {}' }
    expect(await of("require 'compat' return table.unpack({1})", modules)).toEqual([])
  })

  test('engines that all have it', async () => {
    expect(await said('return unpack({1})', { catalogue, engines: ['native', 'fast', 'lua51'] })).toEqual([])
  })
})

test('the sentence says where it is not', async () => {
  const [first] = await advice('return unpack({1})', { catalogue, engines: ['native', 'lua53', 'lua54'] })
  expect(first).toMatchObject({
    message: '`unpack` is not in Lua 5.3 (lua53) and Lua 5.4 (lua54)',
    advice: 'Advice of unpack.',
    engines: ['lua53', 'lua54'],
  })
})

test('what a script expects to differ is not said of it, but of the module that others require too', async () => {
  const modules = { 'm.lua': 'return { f = function(t) return unpack(t) end }' }
  const expecting = "-- expect: difference lua54\nrequire 'm' unpack({1})"
  const given = { catalogue, engines, modules }
  expect(await said({ 'a.lua': expecting }, given)).toEqual([])
  expect(await said({ 'a.lua': expecting, 'b.lua': "require 'm'" }, given)).toEqual(['m.lua:1:33 unpack'])
})
