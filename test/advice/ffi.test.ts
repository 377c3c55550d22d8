import { expect, test } from 'vitest'
import { advice, said } from './advising.js'

test('ffi is only in the native engines', async () => {
  const [first] = await advice("local ffi = require('ffi')", {
    engines: ['native', 'fast', 'lua54', 'process:x'],
  })
  expect(first).toMatchObject({
    rule: 'ffi',
    line: 1,
    column: 13,
    message: "the module 'ffi' is only in LuaJIT's own process: fast, lua54 cannot run this",
    engines: ['fast', 'lua54'],
  })
})

test.each([
  ['only native engines', 'require "ffi"', ['native', 'native:jit=off']],
  ['pcall', 'local ok, ffi = pcall(require, "ffi") return ok and ffi', undefined],
  ['a function in pcall', 'pcall(function() return require "ffi" end)', undefined],
  ['a test for LuaJIT', 'if jit then require "ffi" end', undefined],
  ['another module', 'require "ffi.extra"', undefined],
  ['another function', 'local function load(name) return name end load "ffi"', undefined],
])('nothing is said with %s', async (_, source, engines) => {
  expect(await said(source, { engines })).toEqual([])
})
