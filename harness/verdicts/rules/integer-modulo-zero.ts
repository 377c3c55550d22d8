import { rule } from './rule.js'

export default rule({
  id: 'integer-modulo-zero',
  title: 'modulo zero is an error for integers',
  differs:
    'From 5.3 on n % 0 of integers raises "attempt to perform \'n%%0\'"; of floats, which is all that LuaJIT ' +
    'has, it is not-a-number.',
  manual: 'Lua 5.3 manual, 3.4.1',
  example: 'return 5 % 0, 1 % 0',
  shows: {
    luajit: 'nan, nan',
    lua51: 'nan, nan',
    lua52: 'nan, nan',
    lua53: "error: attempt to perform 'n%0'",
    lua54: "error: attempt to perform 'n%0'",
  },
  advice: 'Ask whether the divisor is zero first.',
  finding: {
    by: 'emulation',
    operators: ['%'],
    lua: `
      C.on('%', function(x, y, site)
        local math_type = C.b.math_type
        if not math_type or math_type(x) ~= 'integer' or math_type(y) ~= 'integer' or y ~= 0 then return false end
        C.note_site('integer-modulo-zero', site, 'an error', 'nan')
        return true, 0.0 / 0.0
      end)`,
  },
})
