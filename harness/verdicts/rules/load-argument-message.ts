import { rule } from './rule.js'

export default rule({
  id: 'load-argument-message',
  title: 'load and loadstring name what they expect in other words',
  differs: 'Given nil, LuaJIT says that loadstring expected a function, Lua 5.1 that it expected a string.',
  manual: 'not documented',
  example: 'local load = loadstring or load return pcall(function() local chunk = load(nil) end)',
  shows: {
    luajit: `false, "example:1: bad argument #1 to 'load' (function expected, got nil)"`,
    lua51: `false, "example:1: bad argument #1 to 'load' (string expected, got nil)"`,
    lua52: `false, "example:1: bad argument #1 to 'load' (function expected, got nil)"`,
    lua53: `false, "example:1: bad argument #1 to 'load' (function expected, got nil)"`,
    lua54: `false, "example:1: bad argument #1 to 'load' (function expected, got nil)"`,
  },
  advice: 'Do not compare texts of errors; check that there is a text before it is loaded.',
  finding: {
    by: 'message',
    pairs: [
      [
        /^bad argument #1 to '(?:load|loadstring|\?)' \(function expected, got (\w+)\)$/,
        /^bad argument #1 to '(?:load|loadstring|\?)' \(string expected, got (\w+)\)$/,
      ],
    ],
  },
})
