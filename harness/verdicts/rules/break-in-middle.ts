import { rule } from './rule.js'

export default rule({
  id: 'break-in-middle',
  title: '"break" in the middle of a block is in Lua 5.2 and later only',
  differs:
    'Lua 5.2 and later let "break" stand anywhere in a block. In LuaJIT (without its 5.2 mode) and Lua 5.1 it ' +
    'must be the last statement.',
  manual: 'Lua 5.2 manual, 3.3.4 and 8.1; LuaJIT, extensions (LUAJIT_ENABLE_LUA52COMPAT)',
  example: 'while true do break; local x end return 1',
  shows: {
    luajit: "syntax error: 'end' expected near 'local'",
    lua51: "syntax error: 'end' expected near 'local'",
    lua52: '1',
    lua53: '1',
    lua54: '1',
  },
  advice: 'Write "do break end".',
  finding: { by: 'syntax', construct: 'break-in-middle' },
})
