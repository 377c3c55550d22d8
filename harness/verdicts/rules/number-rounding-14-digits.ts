import { rule } from './rule.js'

export default rule({
  id: 'number-rounding-14-digits',
  title: 'a number exactly between two texts of 14 digits rounds the other way',
  differs:
    'Numbers print with 14 significant digits. When the rest is exactly a half, the C library that PUC Lua ' +
    'asks rounds to the even digit, LuaJIT away from zero: 1234567890123.25 ends in .2 or in .3.',
  manual:
    'not in the manuals; LUAI_NUMFFORMAT "%.14g" of luaconf.h through sprintf, lj_strfmt_num.c in LuaJIT',
  example: 'return 1234567890123.25 .. ""',
  shows: {
    luajit: '"1234567890123.3"',
    lua51: '"1234567890123.2"',
    lua52: '"1234567890123.2"',
    lua53: '"1234567890123.2"',
    lua54: '"1234567890123.2"',
    fengari: '"1234567890123.3"',
  },
  advice:
    'Round to fewer digits before a number is shown: string.format("%.10g", x), or math.floor(x * 100 + 0.5) ' +
    '/ 100.',
  finding: {
    by: 'emulation',
    uses: ['numbers', 'format'],
    operators: ['..'],
    lua: `
      C.on_number_text('number-rounding-14-digits', function(number, text)
        if C.has_32_bit_integers or C.b.math_type and C.b.math_type(number) == 'integer' then return nil end
        local other = C.luajit_number_text(number)
        return other ~= C.b.format('%.14g', number) and other or nil
      end)`,
  },
})
