import { rule } from './rule.js'

export default rule({
  id: 'table-foreach',
  title: 'table.foreach and table.foreachi',
  differs: "table.foreach and table.foreachi are LuaJIT's and 5.1's; 5.2 took them out.",
  manual: 'Lua 5.1 manual, 7.2',
  example: 'return (table.foreach({5}, function(k, v) return k + v end))',
  shows: {
    luajit: '6',
    lua51: '6',
    lua52: "error: attempt to call field 'foreach' (a nil value)",
    lua53: "error: attempt to call a nil value (field 'foreach')",
    lua54: "error: attempt to call a nil value (field 'foreach')",
  },
  advice: 'Write a loop over pairs or ipairs.',
  finding: {
    by: 'emulation',
    lua: `
      C.define('table-foreach', 'table', 'foreach', function(list, visit)
        for key, value in C.b.next, list do
          local result = visit(key, value)
          if result ~= nil then return result end
        end
      end)
      local rawlen, rawget = C.rawlen, C.b.rawget
      C.define('table-foreach', 'table', 'foreachi', function(list, visit)
        for i = 1, rawlen(list) do
          local result = visit(i, rawget(list, i))
          if result ~= nil then return result end
        end
      end)`,
  },
  library: { names: ['table.foreach', 'table.foreachi'], in: ['luajit', 'lua51'] },
})
