-- Proves that the merge sort is stable and agrees with table.sort on total orders.
local ranking = require 'game.ranking'

local RARITIES = { 'common', 'rare', 'epic' }
local cards = {}
for number = 1, 200 do
  cards[number] = {
    number = number,
    cost = number * 71 % 10,
    rarity = RARITIES[number * 13 % 3 + 1],
  }
end

local byCost = {}
for index, card in ipairs(cards) do byCost[index] = card end
ranking.stableSort(byCost, ranking.by('cost'))

local inversions = 0
for index = 2, #byCost do
  local before, card = byCost[index - 1], byCost[index]
  if before.cost > card.cost then inversions = inversions + 1 end
  if before.cost == card.cost and before.number > card.number then inversions = inversions + 1 end
end

local order = ranking.by('rarity', '-cost', 'number')
local merged, sorted = ranking.top(cards, #cards, order), {}
for index, card in ipairs(cards) do sorted[index] = card end
table.sort(sorted, order)
local same = true
for index = 1, #cards do same = same and merged[index] == sorted[index] end

local starts = {}
for cost = 0, 10 do
  starts[#starts + 1] = ranking.lowerBound(byCost, cost, function(card) return card.cost end)
end
print('inversions', inversions, 'same', same)
print('first of each cost', table.concat(starts, ' '))
local best = merged[1]
return inversions, same, starts, best, byCost[100].number, merged[200].number
