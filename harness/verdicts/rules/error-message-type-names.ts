import { rule } from './rule.js'

export default rule({
  id: 'error-message-type-names',
  title: 'messages show the name in __name from Lua 5.3 on',
  differs:
    'Where the metatable of a table has a text __name, Lua 5.3 and later use it in messages: "attempt to call ' +
    'a Hero value" in place of "a table value".',
  manual: 'Lua 5.3 manual, 8.2 and luaL_newmetatable',
  example: 'local t = setmetatable({}, { __name = "Hero" }) return t + 1',
  shows: {
    luajit: "error: attempt to perform arithmetic on local 't' (a table value)",
    lua51: "error: attempt to perform arithmetic on local 't' (a table value)",
    lua52: "error: attempt to perform arithmetic on local 't' (a table value)",
    lua53: "error: attempt to perform arithmetic on a Hero value (local 't')",
    lua54: "error: attempt to perform arithmetic on a Hero value (local 't')",
  },
  advice: 'Do not compare texts of errors.',
  finding: {
    by: 'message',
    pairs: [
      [
        /^attempt to [a-z ]+? (?:\w+ '[^']*' \()?a (?:table|userdata) value\b/,
        /^attempt to [a-z ]+? a (?!table\b|userdata\b|nil\b|number\b|string\b|boolean\b|function\b)[\w.*]+ value\b/,
      ],
      [
        /^bad argument #\d+ to '[^']*' \([^()]* expected, got (?:table|userdata)\)$/,
        /^bad argument #\d+ to '[^']*' \([^()]* expected, got (?!table|userdata|nil|number|string|boolean|function|no value)[\w.*]+\)$/,
      ],
    ],
  },
})
