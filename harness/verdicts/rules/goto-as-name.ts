import { rule } from './rule.js'

export default rule({
  id: 'goto-as-name',
  title: '"goto" is a reserved word from Lua 5.2 on',
  differs:
    'LuaJIT and Lua 5.1 let a script use "goto" as the name of a variable or a field; later versions do not.',
  manual: 'Lua 5.2 manual, 3.1 and 8.1; LuaJIT, extensions',
  example: 'local t = { goto = 1 } return t.goto',
  shows: {
    luajit: '1',
    lua51: '1',
    lua52: "syntax error: unexpected symbol near 'goto'",
    lua53: "syntax error: unexpected symbol near 'goto'",
    lua54: "syntax error: unexpected symbol near 'goto'",
  },
  advice: 'Choose another name, or write the field as t["goto"].',
  finding: { by: 'syntax', construct: 'goto-name' },
})
