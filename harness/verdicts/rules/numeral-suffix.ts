import { rule } from './rule.js'

export default rule({
  id: 'numeral-suffix',
  title: 'numbers with LL, ULL or i are in LuaJIT only',
  differs:
    'LuaJIT reads 1LL and 1ULL as integers of 64 bits and 2i as a complex number of its ffi library. No other ' +
    'Lua has such numbers.',
  manual: 'LuaJIT, extensions of the ffi library: literals',
  example: 'return type(1LL)',
  shows: {
    luajit: '"cdata"',
    lua51: "syntax error: malformed number near '1LL'",
    lua52: "syntax error: ')' expected near 'LL'",
    lua53: "syntax error: ')' expected near 'LL'",
    lua54: "syntax error: malformed number near '1L'",
  },
  advice: 'Whole numbers up to 2^53 are exact without a suffix; beyond them keep high and low halves apart.',
  finding: { by: 'syntax', construct: 'numeral-suffix' },
})
