import { rule } from './rule.js'

export default rule({
  id: 'pairs-metamethod',
  title: 'pairs asks the metamethod __pairs from Lua 5.2 on',
  differs:
    'Where the metatable has __pairs, Lua 5.2 and later let it choose what a loop goes over. LuaJIT (without ' +
    'its 5.2 mode) and Lua 5.1 go over the table itself.',
  manual: 'Lua 5.2 manual, 6.1 (pairs) and 8.1; LuaJIT, extensions (LUAJIT_ENABLE_LUA52COMPAT)',
  example: `
    local t = setmetatable({}, { __pairs = function() return next, { a = 1 } end })
    local n = 0
    for _ in pairs(t) do n = n + 1 end
    return n`,
  shows: { luajit: '0', lua51: '0', lua52: '1', lua53: '1', lua54: '1' },
  advice: 'Call an iterator of your own: for key, value in t:each() do.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine(nil, 'pairs', function(original)
        return function(...)
          local t = ...
          local metatable = b.type(t) == 'table' and debug.getmetatable(t)
          if not metatable or b.rawget(metatable, '__pairs') == nil then return original(...) end
          C.note('pairs-metamethod', 'pairs of a table with __pairs', 'what __pairs gives', 'the table itself')
          return b.next, t, nil
        end
      end)`,
  },
})
