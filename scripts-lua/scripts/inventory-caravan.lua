-- Proves that goods moved along a chain of packs are neither lost nor made.
local Inventory = require 'game.inventory'
local items = require 'game.items'
local tables = require 'game.tables'

local packs = { Inventory(12, 4000), Inventory(5, 700), Inventory(4, 500), Inventory(3, 300) }
local total = {}
for index, name in ipairs(items.names()) do
  local count = index * 3 % 17 + 1
  total[name] = count - packs[1]:add(name, count)
end

local moves = 0
for round = 1, 6 do
  for from = 1, #packs - 1 do
    for index, name in ipairs(items.names()) do
      local wanted = (index + round) % 4
      if wanted > 0 then moves = moves + packs[from]:transfer(packs[from + 1], name, wanted) end
    end
  end
end

local sum = {}
for index, pack in ipairs(packs) do
  print(index, pack:weight(), pack)
  for name, count in pairs(pack:totals()) do sum[name] = (sum[name] or 0) + count end
end
for name, count in pairs(total) do
  if count == 0 then total[name] = nil end
end

local weights = tables.map(packs, function(pack) return pack:weight() end)
return moves, tables.equals(sum, total), weights, sum
