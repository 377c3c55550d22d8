import { rule } from './rule.js'

export default rule({
  id: 'math-random-range',
  title: 'math.random of an empty interval, or of fractions',
  differs:
    'LuaJIT computes math.random(m, n) from whatever it is given; PUC Lua raises an error when the interval ' +
    'is empty, from 5.3 on when a limit has a fraction, and when there are more than two. 5.4 gives a random ' +
    'integer for math.random(0).',
  manual: 'Lua 5.4 manual, 6.7 (math.random)',
  example:
    'return (select(2, pcall(math.random, 0)) == 1), (pcall(math.random, 2, 1)), (pcall(math.random, 1, 2, ' +
    '3))',
  shows: {
    luajit: 'true, true, true',
    lua51: 'false, false, false',
    lua52: 'false, false, false',
    lua53: 'false, false, false',
    lua54: 'false, false, false',
  },
  advice: 'Make sure that there is something to choose from before asking for a random number.',
  finding: {
    by: 'emulation',
    lua: `
      local tointeger, tonumber, select, type = C.tointeger, C.b.tonumber, C.b.select, C.b.type
      local function whole(x) return tointeger and tointeger(x) or x end
      local function floor(x) return x - x % 1 end
      C.redefine('math', 'random', function(original)
        return function(...)
          local count = select('#', ...)
          local first, last = ...
          first, last = tonumber(first), tonumber(last)
          if count == 0 or not first or count > 1 and not last then return original(...) end
          local low, high = first, last
          if count == 1 then low, high = 1, first end
          if high >= low and low % 1 == 0 and high % 1 == 0 and count <= 2 then return original(...) end
          local d = original()
          local value = count == 1 and floor(d * first) + 1 or floor(d * (last - first + 1)) + first
          local shown = {}
          for i = 1, count do shown[i] = C.show((select(i, ...))) end
          C.note('math-random-range', 'math.random(' .. C.b.concat(shown, ', ') .. ')', 'an error or any integer', C.show(value))
          return whole(value)
        end
      end)`,
  },
})
