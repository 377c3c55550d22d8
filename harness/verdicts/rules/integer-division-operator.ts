import { rule } from './rule.js'

export default rule({
  id: 'integer-division-operator',
  title: 'the operator // is in Lua 5.3 and later only',
  differs:
    'Lua 5.3 added the operator // (division rounded down). LuaJIT, 5.1 and 5.2 stop at the second slash.',
  manual: 'Lua 5.3 manual, 3.4.1 and 8.1',
  example: 'return 7 // 2',
  shows: {
    luajit: "syntax error: unexpected symbol near '/'",
    lua51: "syntax error: unexpected symbol near '/'",
    lua52: "syntax error: unexpected symbol near '/'",
    lua53: '3',
    lua54: '3',
  },
  advice: 'Write math.floor(a / b), which is the same on every VM.',
  finding: { by: 'syntax', construct: 'integer-division' },
})
