-- Proves stack sizes, slot and weight limits, and what does not fit.
local Inventory = require 'game.inventory'

local pack = Inventory(4, 200)
local left = {}
local function add(name, count)
  left[#left + 1] = pack:add(name, count)
  print(string.format('+%-3d %-10s left %-3d weight %-3d slots %d', count, name, left[#left], pack:weight(),
    #pack.slots))
end

add('arrow', 60)
add('herb', 15)
add('herb', 10)
add('iron ingot', 4)
add('potion', 12)
add('key', 1)

print(pack)
local refused = pack:remove('herb', 26)
local taken = pack:remove('herb', 21)
print(refused, taken, pack)

pack:sort()
local twin = Inventory(10, 1000)
twin:add('arrow', 30)
for name, count in pairs(pack:totals()) do twin:add(name, count - twin:count(name)) end

local ok, problem = pcall(pack.add, pack, 'dragon', 1)
return left, pack:totals(), pack.slots, pack == twin, pack:value(), ok, problem, 'has ' .. pack
