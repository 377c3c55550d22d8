-- truth: dialect integer-division-operator on lua53 lua54
-- why: 5.3 manual 3.4.1 adds //; a syntax error on LuaJIT, 5.1 and 5.2.
local rooms, floors = 17, 3
local perFloor = rooms // floors
print('rooms on each floor: ' .. perFloor)
return perFloor
