-- truth: dialect length-metamethod on lua53 lua54
-- why: 5.2 manual 2.4: # asks __len of tables, too; in 5.1 and LuaJIT only of other values.
local Bag = {}
Bag.__index = Bag
Bag.__len = function(bag) return bag.count end
local bag = setmetatable({ count = 12 }, Bag)
bag[1] = 'coin'
print('the bag holds ' .. #bag)
return #bag > 5
