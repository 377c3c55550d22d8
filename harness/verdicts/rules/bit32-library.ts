import { rule } from './rule.js'

export default rule({
  id: 'bit32-library',
  title: 'the library bit32',
  differs:
    "bit32 is 5.2's, and 5.3's where it is built for compatibility, as Debian's is. LuaJIT has bit instead.",
  manual: 'Lua 5.2 manual, 6.7; Lua 5.3 manual, 8.2',
  example: 'return type(bit32)',
  shows: {
    luajit: '"nil"',
    lua51: '"nil"',
    lua52: '"table"',
    lua53: '"table"',
    lua54: '"nil"',
    fengari: '"nil"',
  },
  advice:
    'Use bit in LuaJIT, and choose once: local bits = bit32 or require("bit"). Results of bit are signed.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('bit32-library', nil, 'bit32')`,
  },
  library: { names: ['bit32'], in: ['lua52', 'lua53'] },
})
