import { rule } from './rule.js'

export default rule({
  id: 'coroutine-running-main',
  title: 'coroutine.running gives the main coroutine from Lua 5.2 on',
  differs:
    'Outside of coroutines LuaJIT and Lua 5.1 give nil. Later versions give the main coroutine, and as a ' +
    'second result whether it is that.',
  manual: 'Lua 5.2 manual, 8.2; LuaJIT, extensions (LUAJIT_ENABLE_LUA52COMPAT)',
  example: 'local thread, is_main = coroutine.running() return type(thread), is_main',
  shows: {
    luajit: '"nil", nil',
    lua51: '"nil", nil',
    lua52: '"thread", true',
    lua53: '"thread", true',
    lua54: '"thread", true',
  },
  advice: 'local thread, is_main = coroutine.running(); treat it as none where is_main is true.',
  finding: {
    by: 'emulation',
    lua: `
      C.wrap('coroutine', 'running', function(original)
        return function()
          local thread, is_main = original()
          if is_main == nil then return thread end
          C.note('coroutine-running-main', 'coroutine.running()', is_main and 'a thread, true' or 'a thread, false',
            is_main and 'nil' or 'a thread')
          if is_main then return nil end
          return thread
        end
      end)`,
  },
})
