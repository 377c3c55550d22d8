import { rule } from './rule.js'

export default rule({
  id: 'format-d-fraction',
  title: '%d of a number with a fraction',
  differs:
    'LuaJIT, 5.1 and 5.2 cut the fraction off under %d, %x, %o, %u and %c. From 5.3 on it is an error: ' +
    '"number has no integer representation".',
  manual: 'Lua 5.3 manual, 6.4 (string.format) and 3.4.3',
  example: 'local text = string.format("%d %d %x", 3.7, -3.7, 255.5) return text',
  shows: {
    luajit: '"3 -3 ff"',
    lua51: '"3 -3 ff"',
    lua52: '"3 -3 ff"',
    lua53: "error: bad argument #2 to 'format' (number has no integer representation)",
    lua54: "error: bad argument #2 to 'format' (number has no integer representation)",
  },
  advice: 'Say how it is rounded: string.format("%d", math.floor(x)).',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      if not C.b.math_type then return end
      C.on_format_value('format-d-fraction', 'cdiouxX', function(number)
        if C.b.math_type(number) ~= 'float' or not C.is_finite(number) or number % 1 == 0 then return nil end
        local whole = C.truncate(number)
        return C.tointeger(whole)
      end)`,
  },
})
