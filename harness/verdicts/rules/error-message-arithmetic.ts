import { rule } from './rule.js'

export default rule({
  id: 'error-message-arithmetic',
  title: 'Lua 5.4 words arithmetic on a string and another value differently',
  differs:
    'Strings have metamethods for arithmetic in Lua 5.4, which name the operation and both types: "attempt to ' +
    `add a 'table' with a 'string'". Others name the operand that is no number.`,
  manual: 'Lua 5.4 manual, 3.4.3 and 8.1',
  example: 'local t = {} return t + "a"',
  shows: {
    luajit: "error: attempt to perform arithmetic on local 't' (a table value)",
    lua51: "error: attempt to perform arithmetic on local 't' (a table value)",
    lua52: "error: attempt to perform arithmetic on local 't' (a table value)",
    lua53: "error: attempt to perform arithmetic on a table value (local 't')",
    lua54: "error: attempt to add a 'table' with a 'string'",
  },
  advice: 'Turn strings into numbers with tonumber, and check the result, before they are added to anything.',
  finding: {
    by: 'message',
    pairs: [[/^attempt to perform arithmetic on /, /^attempt to \w+ a '[\w ]+' with a '[\w ]+'$/]],
  },
})
