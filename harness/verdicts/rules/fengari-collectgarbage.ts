import { rule } from './rule.js'

export default rule({
  id: 'fengari-collectgarbage',
  title: 'collectgarbage is an error in fengari',
  differs:
    'fengari, the engine lua53, leaves collecting to JavaScript: every call of collectgarbage fails with ' +
    '"lua_gc not implemented".',
  manual: 'README of fengari',
  example: 'return (pcall(collectgarbage, "collect"))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'true', lua53: 'true', lua54: 'true', fengari: 'false' },
  advice: 'Call it through pcall where a script must run on fengari.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine(nil, 'collectgarbage', function(original)
        return function(...)
          local ok, message = b.pcall(original, ...)
          if ok then return original(...) end
          if not b.find(b.tostring(message), 'lua_gc not implemented', 1, true) then return original(...) end
          C.note('fengari-collectgarbage', 'collectgarbage', 'an error', 'possible')
          local option = ...
          if option == 'step' then return true end
          return 0
        end
      end)`,
  },
})
