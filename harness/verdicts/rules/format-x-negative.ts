import { rule } from './rule.js'

export default rule({
  id: 'format-x-negative',
  title: '%x of a negative number',
  differs:
    'LuaJIT, 5.1 and 5.3 show a negative number under %x, %o and %u as 64 bits; 5.2 raises an error, fengari ' +
    "has 32 bits, and where C's long has 32 bits 5.1 gives 0.",
  manual: 'Lua 5.2 manual, 6.4 (string.format)',
  example: 'local text = string.format("%x", -1) return text',
  shows: {
    luajit: '"ffffffffffffffff"',
    lua51: '"ffffffffffffffff"',
    lua52: "error: bad argument #2 to 'format' (not a non-negative number in proper range)",
    lua53: '"ffffffffffffffff"',
    lua54: '"ffffffffffffffff"',
    fengari: '"ffffffff"',
    wasmoon51: '"0"',
  },
  advice: 'Format non-negative numbers only: string.format("%x", x % 2^32).',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      C.on_format_text('format-x-negative', 'ouxX', function(number, conversion)
        if number >= 0 or number < -2.0 ^ 63 then return nil end
        return C.integer_text(number, conversion)
      end)`,
  },
})
