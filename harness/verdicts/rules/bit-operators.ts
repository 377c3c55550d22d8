import { rule } from './rule.js'

export default rule({
  id: 'bit-operators',
  title: 'the operators & | ~ << >> are in Lua 5.3 and later only',
  differs:
    'Lua 5.3 added operators for bits, on integers of 64 bits. LuaJIT has the library bit instead, on 32 ' +
    'bits; 5.2 has bit32.',
  manual: 'Lua 5.3 manual, 3.4.2 and 8.1; LuaJIT, extensions (bit.*)',
  example: 'return 5 & 3',
  shows: {
    luajit: "syntax error: '<eof>' expected near '&'",
    lua51: "syntax error: '<eof>' expected near '&'",
    lua52: "syntax error: <eof> expected near '&'",
    lua53: '1',
    lua54: '1',
  },
  advice:
    'Use bit.band, bit.bor, bit.bxor, bit.lshift where LuaJIT is what ships; the operators are not there.',
  finding: { by: 'syntax', construct: 'bit-operator' },
})
