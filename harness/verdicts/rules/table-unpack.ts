import { rule } from './rule.js'

export default rule({
  id: 'table-unpack',
  title: 'table.unpack',
  differs: 'unpack moved to table.unpack in 5.2; LuaJIT and 5.1 have the global one only.',
  manual: 'Lua 5.2 manual, 6.5 (table.unpack) and 8.2',
  example: 'return type(table.unpack)',
  shows: { luajit: '"nil"', lua51: '"nil"', lua52: '"function"', lua53: '"function"', lua54: '"function"' },
  advice: 'Write local unpack = table.unpack or unpack at the top of the file.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('table-unpack', 'table', 'unpack')`,
  },
  library: { names: ['table.unpack'], in: ['lua52', 'lua53', 'lua54'] },
})
