import { rule } from './rule.js'

export default rule({
  id: 'integer-overflow',
  title: 'integers wrap around at 2^63',
  differs:
    'Sums, differences and products of integers wrap around in 5.3 and later, and hexadecimal numerals keep ' +
    'their last 64 bits. Where numbers are doubles they grow on.',
  manual: 'Lua 5.3 manual, 3.1 and 3.4.1',
  example: 'local x = 4611686018427387904 return x + x, 0xffffffffffffffff',
  shows: {
    luajit: '9223372036854775808, 18446744073709551616',
    lua51: '9223372036854775808, 18446744073709551616',
    lua52: '9223372036854775808, 18446744073709551616',
    lua53: '-9223372036854775808, -1',
    lua54: '-9223372036854775808, -1',
    fengari: '9223372036854775808, -1',
  },
  advice: 'Do arithmetic that may grow large in floats (x + 0.0), or keep it below 2^53.',
  finding: {
    by: 'emulation',
    operators: ['+', '-', '*', '-u', 'numeral'],
    lua: `
      local math_type, format = C.b.math_type, C.b.format
      if not math_type then return end
      local largest = 2147483647
      local narrow = largest + 1 < 0
      local function on(op)
        C.on(op, function(x, y, site)
          if math_type(x) ~= 'integer' or op ~= '-u' and math_type(y) ~= 'integer' or narrow then return false end
          local double = C.own[op](x + 0.0, (y or 0) + 0.0)
          if double < 2.0 ^ 63 and double >= -2.0 ^ 63 then return false end
          local exact = C.own[op](x, y)
          -- The last sums before the border round up to it.
          if (exact < 0) == (double < 0) and double < 2.0 ^ 63 + 2.0 ^ 11 and double >= -2.0 ^ 63 - 2.0 ^ 11 then return false end
          C.note_site('integer-overflow', site, format('%d', exact), format('%.14g', double))
          return true, double
        end)
      end
      on('+') on('-') on('*') on('-u')
      C.on('numeral', function(exact, double, site)
        if math_type(exact) ~= 'integer' or double + 0.0 < 2.0 ^ 63 then return false end
        C.note_site('integer-overflow', site, format('%d', exact), format('%.14g', double))
        return true, double + 0.0
      end)`,
  },
})
