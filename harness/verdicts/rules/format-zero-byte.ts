import { rule } from './rule.js'

export default rule({
  id: 'format-zero-byte',
  title: 'zero bytes in what is formatted',
  differs:
    '5.1 and 5.2 end a string under %s at its first zero byte, and 5.1 gives nothing for %c of 0; 5.3 and ' +
    'later raise an error as soon as %s has a width. LuaJIT formats all bytes.',
  manual: 'Lua 5.3 manual, 6.4 (string.format)',
  example: 'local text = string.format("%c%s|%5s", 0, "a", "a\\0b") return text',
  shows: {
    luajit: '"\\000a|  a\\000b"',
    lua51: '"a|    a"',
    lua52: '"\\000a|    a"',
    lua53: "error: bad argument #4 to 'format' (string contains zeros)",
    lua54: "error: bad argument #4 to 'format' (string contains zeros)",
  },
  advice: 'Put strings together with .. where they may hold zero bytes.',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      C.on_format_text('format-zero-byte', 's', function(value, conversion)
        if C.b.type(value) ~= 'string' or not C.b.find(value, '\\0', 1, true) then return nil end
        if conversion.dot ~= '' then value = C.b.sub(value, 1, C.b.tonumber(conversion.precision) or 0) end
        return C.pad(conversion, '', value, false)
      end)
      C.on_format_text('format-zero-byte', 'c', function(value, conversion)
        if C.b.type(value) ~= 'number' or value >= 1 or value <= -1 then return nil end
        return C.pad(conversion, '', '\\0', false)
      end)`,
  },
})
