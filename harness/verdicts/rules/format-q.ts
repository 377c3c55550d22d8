import { rule } from './rule.js'

export default rule({
  id: 'format-q',
  title: '%q writes other escapes, and values that are no strings',
  differs:
    'LuaJIT and 5.2 write control characters under %q as "\\0" and "\\13", 5.1 as "\\000" and "\\r". From 5.3 on ' +
    'numbers, booleans and nil are written as Lua source; LuaJIT writes them as strings, 5.1 and 5.2 refuse ' +
    'them.',
  manual: 'Lua 5.3 manual, 6.4 (string.format)',
  example: 'return string.format("%q", "a\\0b\\r"), (select(2, pcall(string.format, "%q", 0.5)))',
  shows: {
    luajit: '"\\034a\\0920b\\09213\\034", "\\0340.5\\034"',
    lua51: '"\\034a\\092000b\\092r\\034", "\\0340.5\\034"',
    lua52: '"\\034a\\0920b\\09213\\034", "\\0340.5\\034"',
    lua53: '"\\034a\\0920b\\09213\\034", "0x1p-1"',
    lua54: '"\\034a\\0920b\\09213\\034", "0x1p-1"',
  },
  advice: 'Give %q strings only, without control characters, or write the text of values yourself.',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      local gsub, byte, format = C.b.gsub, C.b.byte, C.b.format
      C.on_format_text('format-q', 'q', function(value)
        local kind = C.b.type(value)
        if kind ~= 'string' then
          if kind ~= 'number' and kind ~= 'boolean' and kind ~= 'nil' then return nil end
          return '"' .. (kind == 'number' and C.luajit_number_text(value) or C.b.tostring(value)) .. '"'
        end
        local text = gsub(value, '["\\\\\\n]', '\\\\%0')
        text = gsub(text, '([%z%c])(%d?)', function(char, digit)
          if char == '\\n' then return nil end
          return format(digit ~= '' and '\\\\%03d' or '\\\\%d', byte(char)) .. digit
        end)
        return '"' .. text .. '"'
      end)`,
  },
})
