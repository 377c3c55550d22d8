import { rule } from './rule.js'

export default rule({
  id: 'ambiguous-call',
  title: 'a call whose parenthesis begins a line is an error in LuaJIT and Lua 5.1',
  differs:
    'Where a line begins with "(" after an expression, LuaJIT and Lua 5.1 do not guess whether it is a call ' +
    'or a new statement, and stop; later versions take it as a call of what stands before.',
  manual: 'Lua 5.1 manual, 2.5.8; Lua 5.2 manual, 3.3.1 and 8.1',
  example: `
    local f = tostring
    (5)
    return type(f)`,
  shows: {
    luajit: "syntax error: ambiguous syntax (function call x new statement) near '('",
    lua51: "syntax error: ambiguous syntax (function call x new statement) near '('",
    lua52: '"string"',
    lua53: '"string"',
    lua54: '"string"',
  },
  advice: 'End the line before with a semicolon, or do not begin a statement with a parenthesis.',
  finding: { by: 'syntax', construct: 'ambiguous-call' },
})
