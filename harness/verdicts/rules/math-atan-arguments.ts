import { rule } from './rule.js'

export default rule({
  id: 'math-atan-arguments',
  title: 'math.atan of two numbers',
  differs:
    'From 5.3 on math.atan takes x as its second argument, as math.atan2 does; LuaJIT, 5.1 and 5.2 ignore it.',
  manual: 'Lua 5.3 manual, 6.7 (math.atan) and 8.2',
  example: 'return math.atan(1, -1)',
  shows: {
    luajit: '0.7853981633974483',
    lua51: '0.7853981633974483',
    lua52: '0.7853981633974483',
    lua53: '2.356194490192345',
    lua54: '2.356194490192345',
  },
  advice: 'Write (math.atan2 or math.atan)(y, x).',
  finding: {
    by: 'emulation',
    lua: `
      C.redefine('math', 'atan', function(original)
        return function(y, ...)
          if C.b.select('#', ...) == 0 then return original(y) end
          local value, own = original(y), original(y, ...)
          if value ~= own then C.note('math-atan-arguments', 'math.atan of two numbers', C.show(own), C.show(value)) end
          return value
        end
      end)`,
  },
})
