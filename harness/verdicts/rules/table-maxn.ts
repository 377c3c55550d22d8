import { rule } from './rule.js'

export default rule({
  id: 'table-maxn',
  title: 'table.maxn',
  differs: "table.maxn is LuaJIT's, 5.1's and, deprecated, 5.2's; 5.3 took it out.",
  manual: 'Lua 5.2 manual, 8.2',
  example: 'return (table.maxn({1, nil, 3, [10] = 1}))',
  shows: {
    luajit: '10',
    lua51: '10',
    lua52: '10',
    lua53: "error: attempt to call a nil value (field 'maxn')",
    lua54: "error: attempt to call a nil value (field 'maxn')",
  },
  advice: 'Go over pairs and keep the largest numeric key.',
  finding: {
    by: 'emulation',
    lua: `
      C.define('table-maxn', 'table', 'maxn', function(list)
        local largest = 0
        for key in C.b.next, list do
          if C.b.type(key) == 'number' and key > largest then largest = key end
        end
        return largest
      end)`,
  },
  library: { names: ['table.maxn'], in: ['luajit', 'lua51', 'lua52'] },
})
