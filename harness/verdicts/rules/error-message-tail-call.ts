import { rule } from './rule.js'

export default rule({
  id: 'error-message-tail-call',
  title: 'LuaJIT does not name a library function that is called last',
  differs:
    'In "return string.rep()" LuaJIT has forgotten the name of the function by the time it fails: "bad ' +
    `argument #1 to '?'". For methods it also counts the object as the first argument there.`,
  manual: 'not documented',
  example: 'return string.rep()',
  shows: {
    luajit: "error: bad argument #1 to '?' (string expected, got no value)",
    lua51: "error: bad argument #1 to 'rep' (string expected, got no value)",
    lua52: "error: bad argument #1 to 'rep' (string expected, got no value)",
    lua53: "error: bad argument #1 to 'rep' (string expected, got no value)",
    lua54: "error: bad argument #1 to 'rep' (string expected, got no value)",
  },
  advice: 'Keep the result in a variable before it is returned, and the message has name and line.',
  finding: {
    by: 'message',
    pairs: [[/^bad argument #\d+ to '\?' \(/, /^bad argument #\d+ to '[\w.]+' \(/]],
  },
})
