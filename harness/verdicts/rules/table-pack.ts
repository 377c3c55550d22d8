import { rule } from './rule.js'

export default rule({
  id: 'table-pack',
  title: 'table.pack',
  differs:
    'table.pack came with 5.2; LuaJIT has it only when it is built for 5.2 compatibility, which Debian and ' +
    'most others do not.',
  manual: 'Lua 5.2 manual, 6.5 (table.pack)',
  example: 'return type(table.pack)',
  shows: { luajit: '"nil"', lua51: '"nil"', lua52: '"function"', lua53: '"function"', lua54: '"function"' },
  advice: 'Write { n = select("#", ...), ... }.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('table-pack', 'table', 'pack')`,
  },
  library: { names: ['table.pack'], in: ['lua52', 'lua53', 'lua54'] },
})
