import { rule } from './rule.js'

export default rule({
  id: 'math-integer-functions',
  title: 'math.tointeger, math.type and others for integers',
  differs:
    'math.type, math.tointeger, math.ult, math.maxinteger and math.mininteger came with the integers of 5.3; ' +
    'LuaJIT has none of them.',
  manual: 'Lua 5.3 manual, 6.7',
  example:
    'return type(math.type), type(math.tointeger), type(math.ult), type(math.maxinteger), ' +
    'type(math.mininteger)',
  shows: {
    luajit: '"nil", "nil", "nil", "nil", "nil"',
    lua51: '"nil", "nil", "nil", "nil", "nil"',
    lua52: '"nil", "nil", "nil", "nil", "nil"',
    lua53: '"function", "function", "function", "number", "number"',
    lua54: '"function", "function", "function", "number", "number"',
  },
  advice: 'Ask x % 1 == 0 for whole numbers, and write 2^53 for the largest.',
  finding: {
    by: 'emulation',
    lua: `
      C.lack('math-integer-functions', 'math', 'type')
      C.lack('math-integer-functions', 'math', 'tointeger')
      C.lack('math-integer-functions', 'math', 'ult')
      C.lack('math-integer-functions', 'math', 'maxinteger')
      C.lack('math-integer-functions', 'math', 'mininteger')`,
  },
  library: {
    names: ['math.type', 'math.tointeger', 'math.ult', 'math.maxinteger', 'math.mininteger'],
    in: ['lua53', 'lua54'],
  },
})
