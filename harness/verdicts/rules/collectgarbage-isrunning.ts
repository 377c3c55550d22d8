import { rule } from './rule.js'

export default rule({
  id: 'collectgarbage-isrunning',
  title: 'collectgarbage("isrunning") is not in Lua 5.1',
  differs: 'LuaJIT and Lua 5.2 and later tell whether the collector is running. Lua 5.1 has no such option.',
  manual: 'Lua 5.2 manual, 6.1 (collectgarbage); LuaJIT, extensions',
  example: 'return (pcall(collectgarbage, "isrunning"))',
  shows: { luajit: 'true', lua51: 'false', lua52: 'true', lua53: 'true', lua54: 'true', fengari: 'false' },
  advice: 'Remember in a variable whether the script has stopped the collector.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      local running = true
      C.redefine(nil, 'collectgarbage', function(original)
        return function(...)
          local option = ...
          if option == 'stop' then running = false end
          if option == 'restart' then running = true end
          if option ~= 'isrunning' or b.pcall(original, option) then return original(...) end
          C.note('collectgarbage-isrunning', 'collectgarbage("isrunning")', 'an error', b.tostring(running))
          return running
        end
      end)`,
  },
})
