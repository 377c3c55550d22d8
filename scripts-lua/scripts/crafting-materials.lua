-- Proves the bill of materials down to ore and herbs, batches and loops included.
local crafting = require 'game.crafting'
local tables = require 'game.tables'
local text = require 'game.text'

local bills = {}
local function bill(name, count)
  local parts, materials = {}, crafting.materials(name, count)
  for item, amount in tables.sortedPairs(materials) do
    parts[#parts + 1] = amount .. ' ' .. item
  end
  print(text.plural(count, name) .. ': ' .. text.list(parts))
  bills[#bills + 1] = materials
end

bill('iron sword', 1)
bill('iron sword', 7)
bill('shield', 2)
bill('arrow', 1)
bill('arrow', 25)
bill('torch', 9)
bill('ruby', 3)

-- A long chain: each gear needs two of the next smaller one.
local gears = {}
for size = 1, 16 do
  gears['gear ' .. size] = { makes = 1, needs = { [size == 1 and 'brass' or ('gear ' .. size - 1)] = 2 } }
end
local brass = crafting.materials('gear 16', 1, gears).brass
print('a gear of size 16 takes ' .. brass .. ' brass')

gears['gear 1'].needs = { ['gear 3'] = 1 }
local ok, problem = pcall(crafting.materials, 'gear 5', 1, gears)
return bills, brass, ok, problem
