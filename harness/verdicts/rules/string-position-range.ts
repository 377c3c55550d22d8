import { rule } from './rule.js'

export default rule({
  id: 'string-position-range',
  title: 'positions beyond 32 bits',
  differs:
    'LuaJIT takes the numbers of string functions as 32 bits, and what does not fit, infinity included, is ' +
    'the smallest of them on x86: ("hello"):sub(1, 2^53) is empty. PUC Lua takes 64 bits; from 5.3 on ' +
    'infinity is an error.',
  manual: 'not in the manuals; lj_lib_checkint of LuaJIT, luaL_checkinteger of PUC Lua',
  example: 'local text = ("hello"):sub(1, 2^53) return text',
  shows: {
    luajit: '""',
    lua51: '"hello"',
    lua52: '"hello"',
    lua53: '"hello"',
    lua54: '"hello"',
    fengari: "error: bad argument #2 to 'sub' (number has no integer representation)",
    wasmoon51: '""',
  },
  advice: 'Leave the end out (s:sub(i)) or write -1 instead of a very large number.',
  finding: {
    by: 'emulation',
    lua: `
      local type, select, tonumber = C.b.type, C.b.select, C.b.tonumber
      local smallest = -2147483647 - 1
      local function take(name, first, last)
        C.redefine('string', name, function(original)
          return function(...)
            local count, given = select('#', ...), { ... }
            for i = first, last < count and last or count do
              local number = given[i]
              if type(number) == 'string' then number = tonumber(number) end
              if type(number) == 'number' and not (number > -2.0 ^ 31 - 1 and number < 2.0 ^ 31) then
                C.note('string-position-range', 'string.' .. name .. ' with ' .. C.show(given[i]), C.show(given[i]),
                  '-2147483648')
                given[i] = smallest
              end
            end
            return original(C.b.unpack(given, 1, count))
          end
        end)
      end
      take('sub', 2, 3) take('byte', 2, 3) take('find', 3, 3) take('match', 3, 3)`,
  },
})
