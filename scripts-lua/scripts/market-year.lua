-- Proves that a year of supply and demand ends at the same prices to the coin.
local Market = require 'game.economy'
local tables = require 'game.tables'

local town = Market('Ashford', {
  bread = { base = 2, stock = 120, target = 100, made = 9, used = 10 },
  fish = { base = 4, stock = 60, target = 50, made = 14, used = 7, spoils = 12 },
  iron = { base = 20, stock = 30, target = 40, made = 2, used = 2 },
  wool = { base = 7, stock = 10, target = 30, made = 1, used = 0, spoils = 1 },
  salt = { base = 12, stock = 80, target = 40, used = 1 },
})

local shortages, history = {}, {}
for day = 1, 360 do
  for _, name in ipairs(town:tick()) do shortages[name] = (shortages[name] or 0) + 1 end
  -- The seasons: a hard winter and a good harvest.
  if day == 90 then town.goods.bread.made = 4 end
  if day == 180 then town.goods.bread.made = 16 end
  if day == 270 then town.goods.salt.stock = town.goods.salt.stock + 60 end
  if day % 30 == 0 then
    local prices = town:prices()
    history[#history + 1] = prices
    local cells = {}
    for name, price in tables.sortedPairs(prices) do cells[#cells + 1] = name .. ' ' .. price end
    print(string.format('day %3d  %s', day, table.concat(cells, '  ')))
  end
end

local stocks = {}
for name, entry in pairs(town.goods) do stocks[name] = entry.stock end
return shortages, stocks, history
