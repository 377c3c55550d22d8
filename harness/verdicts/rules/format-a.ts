import { rule } from './rule.js'

export default rule({
  id: 'format-a',
  title: '%a in string.format',
  differs: 'Hexadecimal floats under %a came with 5.2; 5.1 raises "invalid option". LuaJIT has them.',
  manual: 'Lua 5.2 manual, 6.4 (string.format)',
  example: 'local text = string.format("%a %A %a", 1, 0.5, 0.1) return text',
  shows: {
    luajit: '"0x1p+0 0X1P-1 0x1.999999999999ap-4"',
    lua51: "error: invalid option '%a' to 'format'",
    lua52: '"0x1p+0 0X1P-1 0x1.999999999999ap-4"',
    lua53: '"0x1p+0 0X1P-1 0x1.999999999999ap-4"',
    lua54: '"0x1p+0 0X1P-1 0x1.999999999999ap-4"',
  },
  advice: 'Use %.17g where a number has to be read back exactly.',
  finding: {
    by: 'emulation',
    uses: ['format'],
    lua: `
      if C.b.pcall(C.b.format, '%a', 1) then return end
      C.on_format_text('format-a', 'aA', function(number, conversion)
        if conversion.dot ~= '' then return nil end
        local digits, sign, prefix, rest = '', '', '0x', number
        if number < 0 or 1 / number < 0 then sign, rest = '-', -number end
        if sign == '' then sign = C.b.match(conversion.flags, '%+') or C.b.match(conversion.flags, ' ') or '' end
        local text
        if number ~= number then text = 'nan'
        elseif rest == 1 / 0 then text = 'inf'
        elseif rest == 0 then text = '0x0p+0'
        else
          local exponent = 0
          while rest >= 2 do rest, exponent = rest / 2, exponent + 1 end
          while rest < 1 do rest, exponent = rest * 2, exponent - 1 end
          rest = rest - 1
          while rest > 0 do
            rest = rest * 16
            local digit = rest - rest % 1
            digits, rest = digits .. C.b.format('%x', digit), rest - digit
          end
          text = '0x1' .. (digits ~= '' and '.' .. digits or '') .. 'p' .. C.b.format('%+d', exponent)
        end
        text = C.pad(conversion, sign, text, false)
        return conversion.letter == 'A' and string.upper(text) or text
      end)`,
  },
})
