import { expect, test } from 'vitest'
import { shimOf } from '../../harness/prelude/shim-of.js'

test.each([
  ['LuaJIT 2.1.0-beta3', 'luajit'],
  ['Lua 5.1', 'lua51'],
  ['Lua 5.2', 'lua51'],
  ['Lua 5.3', 'lua53'],
  ['Lua 5.4', 'lua53'],
])('%s has the shim %s', (version, shim) => {
  expect(shimOf(version)).toBe(shim)
})
