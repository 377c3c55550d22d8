import { rule } from './rule.js'

export default rule({
  id: 'fengari-number-format',
  title: 'fengari writes numbers as JavaScript does',
  differs:
    'fengari has JavaScript turn floats into text: 1e-5 is "0.00001", infinity "Infinity", and %g, %e and the ' +
    "flags of string.format differ from C's.",
  manual: 'not in the manuals; lobject.js and lstrlib.js of fengari',
  example: 'return 1e-5 .. "", 1/0 .. "", string.format("%g %e %.17g %+d", 1e20, 12345.678, 0.1, 5)',
  shows: {
    luajit: '"1e-05", "inf", "1e+20 1.234568e+04 0.10000000000000001 +5"',
    lua51: '"1e-05", "inf", "1e+20 1.234568e+04 0.10000000000000001 +5"',
    lua52: '"1e-05", "inf", "1e+20 1.234568e+04 0.10000000000000001 +5"',
    lua53: '"1e-05", "inf", "1e+20 1.234568e+04 0.10000000000000001 +5"',
    lua54: '"1e-05", "inf", "1e+20 1.234568e+04 0.10000000000000001 +5"',
    fengari: '"0.00001", "Infinity", "100000000000000000000 1.2345678e+4 0.1 +5"',
  },
  advice: 'Show numbers that are neither very large nor very small, with string.format("%.2f", x).',
  finding: {
    by: 'emulation',
    uses: ['numbers', 'format'],
    operators: ['..'],
    lua: `
      if not C.has_32_bit_integers then return end
      C.on_number_text('fengari-number-format', function(number, text)
        -- Digits of whole numbers and not-a-number are other rules.
        if number ~= number or C.b.match(text, '^%-?%d+$') or #(C.b.match(text, '^%-?(%d+)%.0$') or '') > 14 then return nil end
        local other = C.luajit_number_text(number)
        -- Whether a float shows that it is one is another rule.
        if C.b.match(other, '^-?%d+$') then other = other .. '.0' end
        return other
      end)
      C.on_format_text('fengari-number-format', 'eEfgG', function(number, conversion)
        if number == number then return C.float_text(number, conversion) end
      end)
      C.on_format_text('fengari-number-format', 'diouxX', function(number, conversion)
        if number % 1 ~= 0 or number < -2.0 ^ 31 or number >= 2.0 ^ 31 then return nil end
        if number >= 0 or C.b.find('di', conversion.letter, 1, true) then
          return C.integer_text(number, conversion)
        end
      end)`,
  },
})
