-- truth: agree
-- why: keys made of addresses only ever find what was stored under them.
local names = {}
local function remember(object, name) names[tostring(object)] = name end
local function recall(object) return names[tostring(object)] end
local door, chest = {}, {}
remember(door, 'door')
remember(chest, 'chest')
return recall(door) .. ' and ' .. recall(chest)
