import { rule } from './rule.js'

export default rule({
  id: 'rawlen-function',
  title: 'rawlen is not in LuaJIT and Lua 5.1',
  differs:
    'Lua 5.2 and later have rawlen, the length without the metamethod __len. LuaJIT (without its 5.2 mode) ' +
    'and 5.1 do not ask __len of tables, and have no such function.',
  manual: 'Lua 5.2 manual, 6.1; LuaJIT, extensions (LUAJIT_ENABLE_LUA52COMPAT)',
  example: 'return type(rawlen)',
  shows: { luajit: '"nil"', lua51: '"nil"', lua52: '"function"', lua53: '"function"', lua54: '"function"' },
  advice: 'local rawlen = rawlen or function(t) return #t end',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('rawlen-function', nil, 'rawlen')`,
  },
  library: { names: ['rawlen'], in: ['lua52', 'lua53', 'lua54'] },
})
