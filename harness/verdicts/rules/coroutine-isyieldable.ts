import { rule } from './rule.js'

export default rule({
  id: 'coroutine-isyieldable',
  title: 'coroutine.isyieldable is not in Lua 5.1 and 5.2',
  differs:
    'LuaJIT and Lua 5.3 and later can tell whether a coroutine may yield. 5.1 and 5.2 have no such function.',
  manual: 'Lua 5.3 manual, 6.2; LuaJIT, extensions',
  example: 'return coroutine.isyieldable()',
  shows: {
    luajit: 'false',
    lua51: "error: attempt to call field 'isyieldable' (a nil value)",
    lua52: "error: attempt to call field 'isyieldable' (a nil value)",
    lua53: 'false',
    lua54: 'false',
  },
  advice: 'Remember in a variable whether the script runs in a coroutine of its own.',
  finding: {
    by: 'emulation',
    lua: `
      local running = coroutine.running
      C.define('coroutine-isyieldable', 'coroutine', 'isyieldable', function()
        local thread, is_main = running()
        return thread ~= nil and not is_main
      end)`,
  },
  library: { names: ['coroutine.isyieldable'], in: ['luajit', 'lua53', 'lua54'] },
})
