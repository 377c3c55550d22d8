-- expect: difference lua54 lua53
-- Lua 5.3 and later refuse to format a number with a fraction as %d ("number has
-- no integer representation"); LuaJIT and 5.1 cut the fraction off.

local damage = 7 / 2

local line = string.format('the arrow hits for %d', damage)
print(line)
return line
