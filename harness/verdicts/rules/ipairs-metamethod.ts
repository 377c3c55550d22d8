import { rule } from './rule.js'

export default rule({
  id: 'ipairs-metamethod',
  title: 'ipairs asks metatables from Lua 5.2 on',
  differs:
    'From Lua 5.3 on ipairs goes over t[1], t[2], ... with __index asked; 5.2 and 5.3 also have a metamethod ' +
    '__ipairs. LuaJIT (without its 5.2 mode) and Lua 5.1 look into the table itself.',
  manual: 'Lua 5.3 manual, 6.1 (ipairs) and 8.2; Lua 5.2 manual, 6.1 (ipairs)',
  example: `
    local t = setmetatable({}, { __index = function(_, i) if i < 4 then return i end end })
    local n = 0
    for _ in ipairs(t) do n = n + 1 end
    return n`,
  shows: { luajit: '0', lua51: '0', lua52: '0', lua53: '3', lua54: '3' },
  advice: 'Count up yourself where __index matters: local i = 1 while t[i] ~= nil do ... i = i + 1 end.',
  finding: {
    by: 'emulation',
    lua: `
      local b = C.b
      C.redefine(nil, 'ipairs', function(original)
        local _, _, first = original({})
        local function step(t, i)
          i = i + 1
          local value = b.rawget(t, i)
          if value ~= nil then return i, value end
          if t[i] ~= nil then
            C.note('ipairs-metamethod', 'ipairs of a table with __index', 'goes on at ' .. b.format('%.0f', i), 'ends')
          end
        end
        return function(...)
          local t = ...
          local metatable = b.type(t) == 'table' and debug.getmetatable(t)
          if not metatable then return original(...) end
          if b.rawget(metatable, '__ipairs') ~= nil then
            C.note('ipairs-metamethod', 'ipairs of a table with __ipairs', 'what __ipairs gives', 'the table itself')
          end
          return step, t, first
        end
      end)`,
  },
})
