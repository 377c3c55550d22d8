import { rule } from './rule.js'

export default rule({
  id: 'integer-digits',
  title: 'a large whole number prints all of its digits',
  differs:
    'From 5.3 on a whole number within 64 bits prints in full; where numbers are all floats it prints 14 ' +
    'significant digits and an exponent. fengari prints floats in full as well.',
  manual: 'Lua 5.3 manual, 3.4.3 and 8.1',
  example: 'return 123456789012345678 .. ""',
  shows: {
    luajit: '"1.2345678901235e+17"',
    lua51: '"1.2345678901235e+17"',
    lua52: '"1.2345678901235e+17"',
    lua53: '"123456789012345678"',
    lua54: '"123456789012345678"',
    fengari: '"123456789012350000.0"',
  },
  advice: 'Print whole numbers with string.format("%.0f", x), which gives all digits on every VM.',
  finding: {
    by: 'emulation',
    uses: ['numbers', 'format'],
    operators: ['..'],
    lua: `
      C.on_number_text('integer-digits', function(number, text)
        if not C.b.math_type then return nil end
        local digits = C.b.match(text, '^%-?(%d+)$') or C.has_32_bit_integers and C.b.match(text, '^%-?(%d+)%.0$')
        if digits and #digits > 14 then return C.luajit_number_text(number) end
      end)`,
  },
})
