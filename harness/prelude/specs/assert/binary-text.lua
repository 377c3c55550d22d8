-- `luassert.formatters.binarystring`: strings as bytes in hexadecimal, sixteen a line.
local S = ...
local b = S.P.builtins
local format, sub, byte = b.format, b.sub, b.byte

local WIDTH, HALF = 16, 8

local function line_of(s, first)
  local hex, shown = {}, {}
  for i = first, first + WIDTH - 1 do
    local code = byte(s, i)
    hex[#hex + 1] = code and format('%2x ', code) or '   '
    shown[#shown + 1] = not code and ' ' or code < 32 and '.' or sub(s, i, i)
  end
  return b.concat(hex, '', 1, HALF) .. '  ' .. b.concat(hex, '', HALF + 1) .. ' '
    .. b.concat(shown, '', 1, HALF) .. ' ' .. b.concat(shown, '', HALF + 1) .. '\n'
end

return function(s)
  if b.type(s) ~= 'string' then return nil end
  local lines = { format('Binary string length; %d bytes\n', #s) }
  for first = 1, #s, WIDTH do lines[#lines + 1] = line_of(s, first) end
  return b.concat(lines)
end
