import { rule } from './rule.js'

export default rule({
  id: 'fengari-32-bit-integers',
  title: 'fengari has integers of 32 bits',
  differs:
    "fengari's integers wrap around at 2^31, and its hexadecimal numerals keep their last 32 bits; PUC's 5.3 " +
    'has 64 bits, LuaJIT doubles.',
  manual: 'fengari README, "Integers"',
  example: 'return 0x7fffffff + 1, 65536 * 65536, 0xffffffff, 0xffffffffff, tonumber("0xffffffff")',
  shows: {
    luajit: '2147483648, 4294967296, 4294967295, 1099511627775, 4294967295',
    lua51: '2147483648, 4294967296, 4294967295, 1099511627775, 4294967295',
    lua52: '2147483648, 4294967296, 4294967295, 1099511627775, 4294967295',
    lua53: '2147483648, 4294967296, 4294967295, 1099511627775, 4294967295',
    lua54: '2147483648, 4294967296, 4294967295, 1099511627775, 4294967295',
    fengari: '-2147483648, 0, -1, -1, -1',
  },
  advice: 'Write large whole numbers in decimal and as floats (4294967295.0), and keep integers below 2^31.',
  finding: {
    by: 'emulation',
    operators: ['+', '-', '*', '-u', 'numeral'],
    lua: `
      local type, math_type, format, match, tonumber = C.b.type, C.b.math_type, C.b.format, C.b.match, C.b.tonumber
      local largest = 2147483647
      if not math_type or largest + 1 > 0 then return end
      local RULE = 'fengari-32-bit-integers'
      local function on(op)
        C.on(op, function(x, y, site)
          if math_type(x) ~= 'integer' or op ~= '-u' and math_type(y) ~= 'integer' then return false end
          local double = C.own[op](x + 0.0, (y or 0) + 0.0)
          local own = C.own[op](x, y)
          if own == double then return false end
          C.note_site(RULE, site, format('%d', own), format('%.0f', double))
          return true, double
        end)
      end
      on('+') on('-') on('*') on('-u')
      C.on('numeral', function(own, double, site)
        double = double + 0.0
        if own == double then return false end
        C.note_site(RULE, site, format('%d', own), format('%.0f', double))
        return true, double
      end)
      local function hexadecimal(text)
        local sign, digits = match(text, '^%s*([+-]?)0[xX](%x+)%s*$')
        if not digits then return nil end
        local value = 0.0
        for digit in string.gmatch(digits, '.') do value = value * 16 + tonumber(digit, 16) end
        return sign == '-' and -value or value
      end
      C.redefine(nil, 'tonumber', function(original)
        return function(...)
          local value = original(...)
          local text, base = ...
          local double
          if type(text) == 'string' and math_type(value) == 'integer' then
            if base == nil or base == 10 then double = hexadecimal(text)
            elseif base == 16 then double = hexadecimal((C.b.gsub(text, '^(%s*[+-]?)(%x)', '%10x%2'))) end
          end
          if double and double ~= value then
            C.note(RULE, 'tonumber(' .. C.show(text) .. ')', format('%d', value), format('%.0f', double))
            return double
          end
          return value
        end
      end)`,
  },
})
