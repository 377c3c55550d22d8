-- expect: difference lua54 lua53
-- Division always gives a float on Lua 5.3 and later, and a float prints with
-- its fraction: half of ten coins is "5" on LuaJIT and 5.1, "5.0" on the others.

local gold = 10
local half = gold / 2

print('each brother inherits ' .. half .. ' gold')
return tostring(half)
