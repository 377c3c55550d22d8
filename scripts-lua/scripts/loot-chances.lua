-- Proves the computed odds of nested tables, and that a loop of tables is caught.
local LootTable = require 'game.loot'
local tables = require 'game.tables'
local text = require 'game.text'

local coins = LootTable('coins', { { weight = 3, item = 'key' }, { weight = 1 } })
local gems = LootTable('gems', { { weight = 2, item = 'ruby' }, { weight = 1, table = coins } })
local chest = LootTable('chest', {
  { weight = 5, item = 'torch' },
  { weight = 3, table = gems },
  { weight = 2, item = 'ruby' },
})

local shown, sum = {}, 0
for item, chance in tables.sortedPairs(chest:chances(1000)) do
  shown[#shown + 1] = item .. ' ' .. text.fixed(chance, 2)
  sum = sum + chance
  print(text.padRight(item, 10) .. text.padLeft(text.fixed(chance / 10, 1) .. '%', 8))
end

local mirror = LootTable('mirror', { { weight = 1, item = 'ring' } })
mirror.entries[1] = { weight = 1, table = mirror }
local loopOk, loop = pcall(mirror.drop, mirror, function() return 1 end)

local weightOk, bad = pcall(LootTable, 'cursed', { { weight = 0, item = 'ring' } })
return shown, text.fixed(sum, 6), loopOk, loop.code, loop.table, weightOk, bad
