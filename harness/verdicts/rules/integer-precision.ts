import { rule } from './rule.js'

export default rule({
  id: 'integer-precision',
  title: 'whole numbers above 2^53 keep their last digits',
  differs:
    'Integers of 5.3 and later are exact up to 2^63. LuaJIT, 5.1 and 5.2 have doubles, which leave out every ' +
    'second whole number above 2^53.',
  manual: 'Lua 5.3 manual, 2.1 and 3.4.1',
  example: 'return 9007199254740993 - 9007199254740992',
  shows: { luajit: '0', lua51: '0', lua52: '0', lua53: '1', lua54: '1', fengari: '0' },
  advice: 'Keep counters and ids below 2^53, or hold them as strings.',
  finding: {
    by: 'emulation',
    operators: ['+', '-', '*', 'numeral'],
    lua: `
      local type, math_type, format, match, tonumber = C.b.type, C.b.math_type, C.b.format, C.b.match, C.b.tonumber
      if not math_type then return end
      local largest = 2147483647
      if largest + 1 < 0 then return end
      local function on(op)
        C.on(op, function(x, y, site)
          if math_type(x) ~= 'integer' or math_type(y) ~= 'integer' then return false end
          local double = C.own[op](x + 0.0, y + 0.0)
          if double > -2.0 ^ 53 and double < 2.0 ^ 53 and C.own[op](x, y) == double then return false end
          if double >= 2.0 ^ 63 or double < -2.0 ^ 63 then return false end
          local exact = C.own[op](x, y)
          if exact == double then return false end
          C.note_site('integer-precision', site, format('%d', exact), format('%.0f', double))
          return true, double
        end)
      end
      on('+') on('-') on('*')
      C.on('numeral', function(exact, double, site)
        double = double + 0.0
        if math_type(exact) ~= 'integer' or exact == double or exact < 0 then return false end
        C.note_site('integer-precision', site, format('%d', exact), format('%.0f', double))
        return true, double
      end)
      C.redefine(nil, 'tonumber', function(original)
        return function(...)
          local value = original(...)
          local text = ...
          if math_type(value) == 'integer' and type(text) == 'string' and C.b.select('#', ...) == 1
            and match(text, '^%s*[+-]?%d+%s*$') and value ~= value + 0.0 then
            C.note('integer-precision', 'tonumber(' .. C.show(text) .. ')', format('%d', value), format('%.0f', value))
            return value + 0.0
          end
          return value
        end
      end)`,
  },
})
