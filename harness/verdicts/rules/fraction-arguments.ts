import { rule } from './rule.js'

export default rule({
  id: 'fraction-arguments',
  title: 'a number with a fraction where a library function wants a whole one',
  differs:
    'LuaJIT, 5.1 and 5.2 cut the fraction of positions and counts off: ("hello"):sub(1.5) is "hello". From ' +
    '5.3 on it is an error: "number has no integer representation".',
  manual: 'Lua 5.3 manual, 3.4.3 and 4.8 (luaL_checkinteger)',
  example:
    'return (pcall(string.sub, "hello", 1.5)), (pcall(string.rep, "x", 1.5)), (pcall(table.concat, {}, "", ' +
    '1.5))',
  shows: {
    luajit: 'true, true, true',
    lua51: 'true, true, true',
    lua52: 'true, true, true',
    lua53: 'false, false, false',
    lua54: 'false, false, false',
  },
  advice: 'Round with math.floor before a number is used as a position or a count.',
  finding: {
    by: 'emulation',
    lua: `
      if not C.b.math_type then return end
      local type, select, tonumber, tointeger = C.b.type, C.b.select, C.b.tonumber, C.tointeger
      local function take(lib, name, first, last)
        C.redefine(lib, name, function(original)
          return function(...)
            local count, given = select('#', ...), { ... }
            for i = first, last < count and last or count do
              local number = given[i]
              if type(number) == 'string' then number = tonumber(number) end
              if C.b.math_type(number) == 'float' and number % 1 ~= 0 and number > -2.0 ^ 31 and number < 2.0 ^ 31 then
                local whole = tointeger(number < 0 and -(-number - -number % 1) or number - number % 1)
                C.note('fraction-arguments', (lib and lib .. '.' or '') .. name .. ' with ' .. C.show(given[i]), 'an error',
                  'the same as with ' .. C.show(whole))
                given[i] = whole
              end
            end
            return original(C.b.unpack(given, 1, count))
          end
        end)
      end
      take('string', 'sub', 2, 3) take('string', 'byte', 2, 3) take('string', 'rep', 2, 2) take('string', 'char', 1, 250)
      take('string', 'find', 3, 3) take('string', 'match', 3, 3) take('string', 'gsub', 4, 4)
      take('table', 'concat', 3, 4) take('table', 'remove', 2, 2) take('table', 'unpack', 2, 3) take('table', 'move', 2, 4)
      take(nil, 'unpack', 2, 3) take(nil, 'tonumber', 2, 2)
      C.redefine('table', 'insert', function(original)
        return function(...)
          local list, position, value = ...
          if select('#', ...) == 3 and C.b.math_type(position) == 'float' and position % 1 ~= 0 then
            local whole = tointeger(position < 0 and -(-position - -position % 1) or position - position % 1)
            if whole then
              C.note('fraction-arguments', 'table.insert with ' .. C.show(position), 'an error',
                'the same as with ' .. C.show(whole))
              return original(list, whole, value)
            end
          end
          return original(...)
        end
      end)`,
  },
})
