-- Proves that the script's own random numbers drive loot alike on every VM.
local LootTable = require 'game.loot'
local tables = require 'game.tables'

local gems = LootTable('gems', {
  { weight = 7, item = 'ruby' },
  { weight = 3, item = 'ember shard', min = 1, max = 2 },
})
local chest = LootTable('chest', {
  { weight = 50, item = 'arrow', min = 10, max = 20 },
  { weight = 30, item = 'potion', min = 1, max = 4 },
  { weight = 15, table = gems, min = 2, max = 3 },
  { weight = 5, item = 'ring' },
})

local found, opened = {}, {}
for number = 1, 200 do
  local drop = chest(function(n) return math.random(n) end)
  for item, count in tables.sortedPairs(drop) do
    found[item] = (found[item] or 0) + count
    opened[item] = (opened[item] or 0) + 1
  end
  if number % 50 == 0 then io.write(string.format('after %d chests: %d arrows\n', number, found.arrow or 0)) end
end

for item, count in tables.sortedPairs(found) do
  print(string.format('%-12s %4d in %3d chests', item, count, opened[item]))
end
return found, opened
