import { rule } from './rule.js'

export default rule({
  id: 'format-d-range',
  title: '%d of a number beyond 64 bits',
  differs:
    'LuaJIT and 5.1 give the smallest integer, -2^63, for what has no place in 64 bits, infinity and ' +
    'not-a-number included; 5.2 and later raise an error.',
  manual: 'Lua 5.3 manual, 6.4 (string.format)',
  example: 'local text = string.format("%d %x", 2^63, 1/0) return text',
  shows: {
    luajit: '"-9223372036854775808 8000000000000000"',
    lua51: '"-9223372036854775808 0"',
    lua52: "error: bad argument #2 to 'format' (not a number in proper range)",
    lua53: "error: bad argument #2 to 'format' (number has no integer representation)",
    lua54: "error: bad argument #2 to 'format' (number has no integer representation)",
    wasmoon51: '"-2147483648 0"',
  },
  advice: 'Show numbers that may be so large with %.0f or %g.',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      C.on_format_text('format-d-range', 'diouxX', function(number, conversion)
        if number >= -2.0 ^ 63 and number < 2.0 ^ 63 then return nil end
        return C.integer_text(number, conversion)
      end)`,
  },
})
