-- truth: dialect bit-library on lua51 lua53 lua54
-- why: LuaJIT extensions page: bit is a global; elsewhere the script takes its own way.
local function wrap(x)
  if bit then return bit.tobit(x) end
  return x % 2147483648
end
print(wrap(5))
return wrap(3000000000)
