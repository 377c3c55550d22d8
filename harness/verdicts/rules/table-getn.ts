import { rule } from './rule.js'

export default rule({
  id: 'table-getn',
  title: 'table.getn',
  differs: "table.getn is LuaJIT's and 5.1's; 5.2 took it out for the operator #.",
  manual: 'Lua 5.1 manual, 7.2',
  example: 'return (table.getn({1, 2, 3}))',
  shows: {
    luajit: '3',
    lua51: '3',
    lua52: "error: attempt to call field 'getn' (a nil value)",
    lua53: "error: attempt to call a nil value (field 'getn')",
    lua54: "error: attempt to call a nil value (field 'getn')",
  },
  advice: 'Write #list.',
  finding: {
    by: 'emulation',
    lua: `
      local rawlen = C.rawlen
      C.define('table-getn', 'table', 'getn', function(list) return rawlen(list) end)`,
  },
  library: { names: ['table.getn'], in: ['luajit', 'lua51'] },
})
