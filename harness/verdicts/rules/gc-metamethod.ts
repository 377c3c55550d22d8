import { rule } from './rule.js'

export default rule({
  id: 'gc-metamethod',
  title: '__gc of tables is called from Lua 5.2 on',
  differs:
    'Lua 5.2 and later call the metamethod __gc of a table that is no longer used. LuaJIT and Lua 5.1 do so ' +
    'for userdata only. (fengari has no collector that a script could call.)',
  manual: 'Lua 5.2 manual, 2.5.1 and 8.1',
  example: `
    local ran = false
    setmetatable({}, { __gc = function() ran = true end })
    pcall(collectgarbage)
    pcall(collectgarbage)
    return ran`,
  shows: { luajit: 'false', lua51: 'false', lua52: 'true', lua53: 'true', lua54: 'true', fengari: 'false' },
  advice:
    'Close what has to be closed with a method that the script calls; LuaJIT never calls __gc of a table.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine(nil, 'setmetatable', function(original)
        return function(...)
          local t, metatable = ...
          local finaliser = b.type(t) == 'table' and b.type(metatable) == 'table' and b.rawget(metatable, '__gc')
          if not finaliser then return original(...) end
          -- Whether a table has one is looked up when it gets its metatable.
          b.rawset(metatable, '__gc', nil)
          local ok, result = b.pcall(original, t, metatable)
          b.rawset(metatable, '__gc', finaliser)
          if not ok then b.error(result, 2) end
          C.note('gc-metamethod', '__gc of a table', 'called', 'never called')
          return result
        end
      end)`,
  },
})
