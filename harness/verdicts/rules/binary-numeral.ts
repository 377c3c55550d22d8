import { rule } from './rule.js'

export default rule({
  id: 'binary-numeral',
  title: 'numbers like 0b101 are in LuaJIT only',
  differs: 'LuaJIT reads 0b101 as a number in base two. All others find it malformed.',
  manual: 'LuaJIT, extensions',
  example: 'return 0b101',
  shows: {
    luajit: '5',
    lua51: "syntax error: malformed number near '0b101'",
    lua52: "syntax error: malformed number near '0b101'",
    lua53: "syntax error: malformed number near '0b101'",
    lua54: "syntax error: malformed number near '0b101'",
  },
  advice: 'Write it in base sixteen (0x5), or as tonumber("101", 2).',
  finding: { by: 'syntax', construct: 'binary-numeral' },
})
