-- truth: dialect eq-metamethod on lua53 lua54
-- why: 5.3 manual 2.4 (__eq): either operand's metamethod is used; in 5.1 and LuaJIT both must have the same one.
local Item = { __eq = function(a, b) return a.id == b.id end }
local Copy = { __eq = function(a, b) return a.id == b.id and true end }
local sword = setmetatable({ id = 7 }, Item)
local other = setmetatable({ id = 7 }, Copy)
print(sword == other and 'same item' or 'two items')
return sword == other
