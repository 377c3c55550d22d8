import { rule } from './rule.js'

export default rule({
  id: 'unpack-global',
  title: 'the global unpack is gone from Lua 5.3 on',
  differs:
    'LuaJIT, 5.1 and 5.2 have unpack(list). Lua 5.2 put it into the library as table.unpack, and 5.3 took the ' +
    'global away.',
  manual: 'Lua 5.2 manual, 8.2',
  example: 'return unpack({ 1, 2 })',
  shows: {
    luajit: '1, 2',
    lua51: '1, 2',
    lua52: '1, 2',
    lua53: "error: attempt to call a nil value (global 'unpack')",
    lua54: "error: attempt to call a nil value (global 'unpack')",
  },
  advice: 'local unpack = unpack or table.unpack',
  finding: {
    by: 'emulation',
    lua: `
      -- Not table.unpack, which another rule may have taken away.
      C.define('unpack-global', nil, 'unpack', C.b.unpack)`,
  },
  library: { names: ['unpack'], in: ['luajit', 'lua51', 'lua52'] },
})
