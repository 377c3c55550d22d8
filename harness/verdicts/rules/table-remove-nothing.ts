import { rule } from './rule.js'

export default rule({
  id: 'table-remove-nothing',
  title: 'table.remove of an empty list returns nothing',
  differs:
    'LuaJIT and 5.1 return no value at all when there is nothing to remove; 5.2 and later return nil. It ' +
    'shows where values are counted or printed.',
  manual: 'Lua 5.2 manual, 6.5 (table.remove); Lua 5.1 manual, 5.5',
  example: 'return select("#", table.remove({}))',
  shows: { luajit: '0', lua51: '0', lua52: '1', lua53: '1', lua54: '1' },
  advice: 'Put the result into a local variable, or in parentheses, before it is passed on.',
  finding: {
    by: 'emulation',
    lua: `
      local rawlen = C.rawlen
      if C.b.select('#', table.remove({})) == 0 then return end
      C.redefine('table', 'remove', function(original)
        return function(...)
          local list, at = ...
          local count, results = C.b.select('#', ...), nil
          local length = C.b.type(list) == 'table' and rawlen(list)
          local value = original(...)
          if value == nil and length and (length == 0 or count > 1 and C.b.tonumber(at) == length + 1) then
            C.note('table-remove-nothing', 'table.remove', 'nil', 'no value')
            return
          end
          return value
        end
      end)`,
  },
})
