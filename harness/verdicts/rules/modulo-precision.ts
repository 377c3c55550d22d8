import { rule } from './rule.js'

export default rule({
  id: 'modulo-precision',
  title: 'modulo rounds otherwise',
  differs:
    'LuaJIT, 5.1 and 5.2 compute a - math.floor(a/b)*b, which rounds on the way; 5.3 and later use fmod and ' +
    'integers, which are exact: 5.3 % 0.1 differs in its last digits, 1e17 % 3 altogether.',
  manual: 'Lua 5.3 manual, 3.4.1; Lua 5.1 manual, 2.5.1',
  example: 'return 5.3 % 0.1, 1e17 % 3',
  shows: {
    luajit: '0.09999999999999964, 0',
    lua51: '0.09999999999999964, 0',
    lua52: '0.09999999999999964, 0',
    lua53: '0.09999999999999953, 1',
    lua54: '0.09999999999999953, 1',
  },
  advice:
    'Take remainders of whole numbers below 2^53 only; use math.fmod, which is the same everywhere, for ' +
    'others.',
  finding: {
    by: 'emulation',
    operators: ['%'],
    lua: `
      C.on('%', function(x, y, site)
        if not C.b.math_type or C.b.type(x) ~= 'number' or C.b.type(y) ~= 'number' then return false end
        if y == 0 or y ~= y or y == 1 / 0 or y == -1 / 0 or x ~= x or x == 1 / 0 or x == -1 / 0 then return false end
        local a, b = x + 0.0, y + 0.0
        local quotient = a / b
        local floor = quotient - quotient % 1
        if floor ~= floor then return false end
        local other, own = a - floor * b, x % y
        if own == other and (own ~= 0 or 1 / other > 0 or C.b.math_type(own) == 'integer' or 1 / own < 0)
          and not (own == 0 and other == 0 and C.b.math_type(own) == 'float' and 1 / own ~= 1 / other) then return false end
        C.note_site('modulo-precision', site, C.b.format('%.17g', own), C.b.format('%.17g', other))
        return true, other
      end)`,
  },
})
