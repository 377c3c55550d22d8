import { rule } from './rule.js'

export default rule({
  id: 'table-remove-position',
  title: 'table.remove outside of the list',
  differs:
    'LuaJIT and 5.1 remove nothing when the position is outside of the list; from 5.2 on that is an error, ' +
    'except for #list + 1.',
  manual: 'Lua 5.2 manual, 6.5 (table.remove)',
  example: 'return (pcall(table.remove, {1, 2}, 9))',
  shows: { luajit: 'true', lua51: 'true', lua52: 'false', lua53: 'false', lua54: 'false' },
  advice: 'Compare the position with #list first.',
  finding: {
    by: 'emulation',
    lua: `
      local rawlen = C.rawlen
      if C.b.pcall(table.remove, {}, 9) then return end
      C.redefine('table', 'remove', function(original)
        return function(...)
          local list, at = ...
          local position = C.b.tonumber(at)
          if C.b.type(list) ~= 'table' or not position or position % 1 ~= 0 then return original(...) end
          local length = C.rawlen(list)
          if position >= 1 and position <= length then return original(...) end
          -- What stands behind the end stays there, too.
          local is = 'an error'
          if position == length + 1 or length == 0 and position == 0 then
            is = C.show(C.b.rawget(list, position))
            if is == 'nil' then return original(...) end
          end
          C.note('table-remove-position', 'table.remove(..., ' .. C.show(at) .. ')', is, 'nothing')
        end
      end)`,
  },
})
