import { rule } from './rule.js'

export default rule({
  id: 'hex-float-literal',
  title: 'hexadecimal numbers with a fraction are not in Lua 5.1',
  differs: 'LuaJIT and Lua 5.2 and later read 0x.8 and 0xA.8 as numbers; Lua 5.1 stops at the point.',
  manual: 'Lua 5.2 manual, 3.1 and 8.1',
  example: 'return 0x.8',
  shows: {
    luajit: '0.5',
    lua51: "syntax error: malformed number near '0x'",
    lua52: '0.5',
    lua53: '0.5',
    lua54: '0.5',
    wasmoon51: "syntax error: '<eof>' expected near '.8'",
  },
  advice: 'Write the number in decimal.',
  finding: { by: 'syntax', construct: 'hex-float' },
})
