-- truth: dialect format-d-range on lua51 lua53 lua54
-- why: facts row `string.format('%d',2^63)`: LuaJIT wraps, 5.2 and later refuse, wasmoon-lua5.1 saturates at 32 bits.
local power = 1
for _ = 1, 63 do
  power = power * 2.0
end
local line = string.format('power level %d', power)
print(#line > 0 and line)
return true
