import { rule } from './rule.js'

export default rule({
  id: 'empty-statement',
  title: 'a semicolon alone is a statement from Lua 5.2 on',
  differs:
    'Lua 5.2 and later take ";" where a statement may stand, as in ";;". LuaJIT (without its 5.2 mode) and ' +
    'Lua 5.1 stop there.',
  manual: 'Lua 5.2 manual, 3.3.1 and 8.1; LuaJIT, extensions (LUAJIT_ENABLE_LUA52COMPAT)',
  example: 'local a = 1;; return a',
  shows: {
    luajit: "syntax error: unexpected symbol near ';'",
    lua51: "syntax error: unexpected symbol near ';'",
    lua52: '1',
    lua53: '1',
    lua54: '1',
  },
  advice: 'Take the extra semicolon away.',
  finding: { by: 'syntax', construct: 'empty-statement' },
})
