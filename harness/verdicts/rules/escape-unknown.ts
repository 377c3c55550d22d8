import { rule } from './rule.js'

export default rule({
  id: 'escape-unknown',
  title: 'an unknown escape in a string is an error, but not in Lua 5.1',
  differs:
    'Lua 5.1 takes a backslash before any other letter away ("\\q" is "q"). LuaJIT and Lua 5.2 and later ' +
    'refuse to compile it; \\u{XXX} is unknown to 5.2, too.',
  manual: 'Lua 5.1 manual, 2.1; Lua 5.2 manual, 3.1 and 8.1',
  example: 'return "\\q"',
  shows: {
    luajit: `syntax error: invalid escape sequence near '"'`,
    lua51: '"q"',
    lua52: "syntax error: invalid escape sequence near '\\q'",
    lua53: `syntax error: invalid escape sequence near '"\\q'`,
    lua54: `syntax error: invalid escape sequence near '"\\q'`,
  },
  advice: `Write the backslash itself as \\\\, and nothing but \\a \\b \\f \\n \\r \\t \\v \\\\ \\" \\' and \\ddd after one.`,
  finding: { by: 'syntax', construct: 'escape' },
})
