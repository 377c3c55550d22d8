-- Proves that weighted drops from the host's dice add up to the same hoard.
local LootTable = require 'game.loot'
local Inventory = require 'game.inventory'
local tables = require 'game.tables'

local function pick(n) return host.roll(n) end

local pockets = LootTable('pockets', {
  { weight = 60 },
  { weight = 25, item = 'bread', min = 1, max = 3 },
  { weight = 10, item = 'torch' },
  { weight = 5, item = 'potion' },
})
local goblin = LootTable('goblin', {
  { always = true, item = 'arrow', min = 2, max = 6 },
  { weight = 3, table = pockets, min = 1, max = 2 },
  { weight = 1, item = 'leather' },
})

local hoard = {}
for number = 1, 25 do
  local drop = goblin(pick)
  for item, count in tables.sortedPairs(drop) do hoard[item] = (hoard[item] or 0) + count end
  if drop.potion then print('goblin ' .. number .. ' carried a potion') end
end

local pack, left = Inventory(6, 300), {}
for item, count in tables.sortedPairs(hoard) do
  local over = pack:add(item, count)
  if over > 0 then left[item] = over end
end
print(pack)
return hoard, left, pack:weight(), pack:value(), tostring(pack)
