-- truth: dialect string-pack on lua53 lua54
-- why: 5.3 manual 6.4 adds string.pack; LuaJIT and 5.1 have none.
local function encode(x, y)
  if string.pack then return string.pack('<i2i2', x, y) end
  return x .. ';' .. y
end
local saved = encode(1200, 7)
print(#saved .. ' bytes')
return #saved
