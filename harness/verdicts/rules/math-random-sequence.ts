import { rule } from './rule.js'

export default rule({
  id: 'math-random-sequence',
  title: 'random numbers of another generator',
  differs:
    "Every VM has its own generator, 5.1 to 5.3 the C library's, so that the same seed gives other numbers. " +
    "Runs have LuaJIT's on all engines, as long as determinism.random is on.",
  manual: 'Lua 5.4 manual, 6.7 (math.random)',
  example:
    'math.randomseed(42) local list = {} for i = 1, 4 do list[i] = math.random(1000) end return list[1] == ' +
    '957, list[2] == 9',
  shows: {
    luajit: 'true, true',
    lua51: 'false, false',
    lua52: 'false, false',
    lua53: 'false, false',
    lua54: 'false, false',
  },
  advice: 'Keep determinism.random on, or bring a generator of your own in Lua.',
  finding: {
    by: 'emulation',
    both: true,
    lua: `
      local tonumber, select, tointeger = C.b.tonumber, C.b.select, C.tointeger
      -- Park and Miller's, whose products every double holds.
      local state = 1.0
      local function floor(x) return x - x % 1 end
      local function whole(x) return tointeger and tointeger(x) or x end
      C.redefine('math', 'randomseed', function(original)
        return function(...)
          local seed = tonumber((...)) or 0
          if seed ~= seed or seed == 1 / 0 or seed == -1 / 0 then seed = 0 end
          if seed < 0 then seed = -seed end
          state = floor(seed + 0.0) % 2147483646.0 + 1
        end
      end)
      C.redefine('math', 'random', function(original)
        return function(...)
          for i = 1, select('#', ...) do
            if not tonumber((select(i, ...))) then return original(...) end
          end
          C.note('math-random-sequence', 'math.random', 'of the generator of this VM', 'of its own')
          state = state * 16807.0 % 2147483647.0
          local d = (state - 1) / 2147483646.0
          local first, last = ...
          first, last = tonumber(first), tonumber(last)
          if not first then return d end
          if not last then return whole(floor(d * first) + 1) end
          return whole(floor(d * (last - first + 1)) + first)
        end
      end)`,
  },
})
