import { rule } from './rule.js'

export default rule({
  id: 'debug-uservalues',
  title: 'debug.getuservalue and debug.setuservalue are not in LuaJIT and Lua 5.1',
  differs: 'Lua 5.2 and later let values be kept with a userdata. LuaJIT and Lua 5.1 do not.',
  manual: 'Lua 5.2 manual, 6.10',
  example: 'return type(debug.getuservalue), type(debug.setuservalue)',
  shows: {
    luajit: '"nil", "nil"',
    lua51: '"nil", "nil"',
    lua52: '"function", "function"',
    lua53: '"function", "function"',
    lua54: '"function", "function"',
  },
  advice: 'Keep such values in a table with weak keys.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('debug-uservalues', 'debug', 'getuservalue')
      C.lack('debug-uservalues', 'debug', 'setuservalue')`,
  },
  library: { names: ['debug.getuservalue', 'debug.setuservalue'], in: ['lua52', 'lua53', 'lua54'] },
})
