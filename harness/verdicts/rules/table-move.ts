import { rule } from './rule.js'

export default rule({
  id: 'table-move',
  title: 'table.move',
  differs: 'LuaJIT and 5.3 have table.move; 5.1 and 5.2 do not.',
  manual: 'Lua 5.3 manual, 6.6 (table.move)',
  example: 'return (table.move({1, 2, 3}, 2, 3, 1)[1])',
  shows: {
    luajit: '2',
    lua51: "error: attempt to call field 'move' (a nil value)",
    lua52: "error: attempt to call field 'move' (a nil value)",
    lua53: '2',
    lua54: '2',
  },
  advice: 'Copy elements in a loop.',
  finding: {
    by: 'emulation',
    lua: `
      C.define('table-move', 'table', 'move', function(from, first, last, at, to)
        if to == nil then to = from end
        if last < first then return to end
        if at > last or at <= first or to ~= from then
          for i = 0, last - first do to[at + i] = from[first + i] end
        else
          for i = last - first, 0, -1 do to[at + i] = from[first + i] end
        end
        return to
      end)`,
  },
  library: { names: ['table.move'], in: ['luajit', 'lua53', 'lua54'] },
})
