import { rule } from './rule.js'

export default rule({
  id: 'table-insert-position',
  title: 'table.insert outside of the list',
  differs:
    'LuaJIT and 5.1 put the value at any position that table.insert is given; from 5.2 on it must be between ' +
    '1 and #list + 1.',
  manual: 'Lua 5.2 manual, 6.5 (table.insert)',
  example: 'local t = {1, 2} local ok = pcall(table.insert, t, 9, "x") return ok, t[9]',
  shows: {
    luajit: 'true, "x"',
    lua51: 'true, "x"',
    lua52: 'false, nil',
    lua53: 'false, nil',
    lua54: 'false, nil',
  },
  advice: 'Assign to the key (list[9] = x) where it is not within the list.',
  finding: {
    by: 'emulation',
    lua: `
      local rawlen, rawget, rawset, type = C.rawlen, C.b.rawget, C.b.rawset, C.b.type
      if C.b.pcall(table.insert, {}, 9, true) then return end
      C.redefine('table', 'insert', function(original)
        return function(...)
          local list, at, value = ...
          local position = C.b.tonumber(at)
          if type(list) ~= 'table' or C.b.select('#', ...) ~= 3 or not position or position % 1 ~= 0 then return original(...) end
          local last = C.rawlen(list) + 1
          if position >= 1 and position <= last then return original(...) end
          C.note('table-insert-position', 'table.insert(..., ' .. C.show(at) .. ', ...)', 'an error', 'an element at ' .. C.show(at))
          for i = last, position + 1, -1 do rawset(list, i, rawget(list, i - 1)) end
          rawset(list, position, value)
        end
      end)`,
  },
})
