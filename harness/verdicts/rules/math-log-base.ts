import { rule } from './rule.js'

export default rule({
  id: 'math-log-base',
  title: 'the base of math.log',
  differs: '5.1 ignores the second argument of math.log; LuaJIT and 5.2 take it as the base.',
  manual: 'Lua 5.2 manual, 6.6 (math.log)',
  example: 'return math.log(8, 2), math.log(100, 10)',
  shows: {
    luajit: '3, 2',
    lua51: '2.0794415416798357, 4.605170185988092',
    lua52: '3, 2',
    lua53: '3, 2',
    lua54: '3, 2',
  },
  advice: 'Write math.log(x) / math.log(base).',
  finding: {
    by: 'emulation',
    lua: `
      if C.b.format('%.0f', math.log(8, 2)) == '3' then return end
      local log10, log = math.log10, math.log
      C.replace('math', 'log', function(original)
        return function(x, base, ...)
          local number = C.b.tonumber(base)
          if not number then return original(x, base, ...) end
          local value
          if number == 10 then value = log10(x)
          elseif number == 2 then
            -- The quotient of logarithms is off by a bit where the result is whole.
            value = log(x) / log(2)
            local whole = value + 0.5 - (value + 0.5) % 1
            if 2 ^ whole == C.b.tonumber(x) then value = whole end
          else value = log(x) / log(number) end
          C.note('math-log-base', 'math.log(' .. C.show(x) .. ', ' .. C.show(base) .. ')', C.show(original(x)), C.show(value))
          return value
        end
      end)`,
  },
})
