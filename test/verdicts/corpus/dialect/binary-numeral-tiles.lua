-- truth: dialect binary-numeral on lua51 lua53 lua54
-- why: LuaJIT reads 0b101 (lj_strscan, binary literals); the others call the numeral malformed.
local compile = loadstring or load
local function mask(text)
  local f = compile('return ' .. text)
  return f and f() or -1
end
print(mask('12'))
return mask('0b101')
