import { rule } from './rule.js'

export default rule({
  id: 'debug-parameter-names',
  title: 'debug.getlocal takes a function from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.2 and later give the names of the parameters of a function with debug.getlocal(f, i). ' +
    'In Lua 5.1 that is an error.',
  manual: 'Lua 5.2 manual, 6.10 (debug.getlocal); LuaJIT, extensions',
  example: 'local ok, name = pcall(debug.getlocal, function(a, b) end, 1) return ok, ok and name',
  shows: {
    luajit: 'true, "a"',
    lua51: 'false, false',
    lua52: 'true, "a"',
    lua53: 'true, "a"',
    lua54: 'true, "a"',
  },
  advice: "Describe parameters in a table of the script's own.",
  finding: {
    by: 'message',
    pairs: [[null, /^bad argument #1 to 'getlocal' \(number expected, got function\)$/]],
  },
})
