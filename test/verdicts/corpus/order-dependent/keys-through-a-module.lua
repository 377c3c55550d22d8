-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next: the module lists its keys with pairs and does not sort them.
local registry = require 'registry'
local spells = {}
for number = 1, 512 do spells[number] = 'spell' .. number end
for number = 1, 512 do registry.add(spells[number * 5 % 512 + 1], number * 3) end
local names = registry.names()
print('spells: ' .. #names)
print('first spell: ' .. names[1])
return names[#names]
