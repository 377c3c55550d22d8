import { rule } from './rule.js'

export default rule({
  id: 'fengari-messages',
  title: 'fengari breaks some messages',
  differs:
    'fengari, the engine lua53, loses most of the message where a character is out of range, and says ' +
    '"JS-call" where others say "C-call".',
  manual: 'not documented',
  example: 'return pcall(function() local text = string.char(256) end)',
  shows: {
    luajit: `false, "example:1: bad argument #1 to 'char' (invalid value)"`,
    lua51: `false, "example:1: bad argument #1 to 'char' (invalid value)"`,
    lua52: `false, "example:1: bad argument #1 to 'char' (value out of range)"`,
    lua53: `false, "example:1: bad argument #1 to 'char' (value out of range)"`,
    lua54: `false, "example:1: bad argument #1 to 'char' (value out of range)"`,
    fengari: `false, "' ("`,
  },
  advice: 'Check that the number is between 0 and 255 before it is given to string.char.',
  finding: {
    by: 'message',
    pairs: [[/^bad argument #\d+ to '[^']*' \((?:invalid value|value out of range)\)$/, /^' \($/]],
  },
})
