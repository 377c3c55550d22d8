import { rule } from './rule.js'

export default rule({
  id: 'format-32-bits',
  title: '%d and %x of numbers beyond 32 bits',
  differs:
    'Where C\'s long has 32 bits, as in WebAssembly, string.format("%d", x) of 5.1 ends at 2^31; fengari, ' +
    'whose integers have 32 bits, raises an error. LuaJIT formats 64 bits everywhere.',
  manual: 'not in the manuals; LUA_INTFRM_T of luaconf.h is long',
  example: 'local text = string.format("%d %x", 2^40, 2^32) return text',
  shows: {
    luajit: '"1099511627776 100000000"',
    lua51: '"1099511627776 100000000"',
    lua52: '"1099511627776 100000000"',
    lua53: '"1099511627776 100000000"',
    lua54: '"1099511627776 100000000"',
    fengari: "error: bad argument #2 to 'format' (number has no integer representation)",
    wasmoon51: '"-2147483648 0"',
  },
  advice: 'Show whole numbers with string.format("%.0f", x).',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      C.on_format_text('format-32-bits', 'diouxX', function(number, conversion)
        if number >= -2.0 ^ 31 and number < 2.0 ^ 31 then return nil end
        if number < -2.0 ^ 63 or number >= 2.0 ^ 63 then return nil end
        if number < 0 and not C.b.find('di', conversion.letter, 1, true) then return nil end
        return C.integer_text(number, conversion)
      end)`,
  },
})
