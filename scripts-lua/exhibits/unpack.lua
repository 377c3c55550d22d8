-- expect: difference lua54 lua53
-- The global function unpack moved to table.unpack in Lua 5.2; on 5.3 and 5.4
-- the call below is a call of nil.

local position = { 12, 7 }
local x, y = unpack(position)

print(string.format('the hero stands at %d, %d', x, y))
return x, y
