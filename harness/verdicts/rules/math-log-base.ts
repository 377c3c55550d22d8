import { rule } from './rule.js'

export default rule({
  id: 'math-log-base',
  title: 'math.log with a base',
  differs:
    'LuaJIT divides logarithms of base 2: math.log(27, 3) is 3.0000000000000004 and math.log(125, 5) is 3. ' +
    '5.2 and later divide natural ones, where it is the other way round. 5.1 ignores the base.',
  manual: 'Lua 5.2 manual, 6.6 (math.log); lib_math.c of LuaJIT',
  example: 'return math.log(8, 2), math.log(27, 3), math.log(125, 5)',
  shows: {
    luajit: '3, 3.0000000000000004, 3',
    lua51: '2.0794415416798357, 3.295836866004329, 4.8283137373023015',
    lua52: '3, 3, 3.0000000000000004',
    lua53: '3, 3, 3.0000000000000004',
    lua54: '3, 3, 3.0000000000000004',
    fengari: '3, 3.0000000000000004, 3.0000000000000004',
  },
  advice: 'Round what comes out where whole numbers matter: math.floor(math.log(x) / math.log(10) + 1e-9).',
  finding: {
    by: 'emulation',
    lua: `
      local log, tonumber = math.log, C.b.tonumber
      local function log2(x)
        if C.b.math_type then return log(x, 2) end
        if not (x > 0 and x < 1 / 0) then return log(x) end
        local exponent = 0
        while x >= 2 do x, exponent = x / 2, exponent + 1 end
        while x < 1 do x, exponent = x * 2, exponent - 1 end
        return exponent + log(x) / log(2)
      end
      C.redefine('math', 'log', function(original)
        return function(x, base, ...)
          local number, power = tonumber(x), tonumber(base)
          if not number or not power then return original(x, base, ...) end
          local value, own = log2(number) * (1 / log2(power)), original(x, base, ...)
          if value ~= own then C.note('math-log-base', 'math.log(' .. C.show(x) .. ', ' .. C.show(base) .. ')', C.show(own), C.show(value)) end
          return value
        end
      end)`,
  },
})
