-- Town markets. Prices are whole coins that follow stock: below its target a
-- good gets dearer, above it cheaper, between a quarter and four times its base.

local class = require 'game.class'
local tables = require 'game.tables'

local Market = class('Market')

local function clamp(value, low, high)
  return math.max(low, math.min(high, value))
end

local function good(self, name)
  return self.goods[name] or error({ code = 'not traded', good = name, market = self.name })
end

function Market:initialize(name, goods)
  self.name = name
  self.coins = 500
  self.day = 0
  self.goods = tables.copy(goods)
end

local function priceAt(entry, stock)
  local percent = clamp(math.floor(100 * entry.target / math.max(1, stock)), 25, 400)
  return math.max(1, math.floor(entry.base * percent / 100))
end

function Market:price(name)
  local entry = good(self, name)
  return priceAt(entry, entry.stock)
end

-- One day: production, consumption, spoilage, in that order.
function Market:tick()
  self.day = self.day + 1
  local shortages = {}
  for name, entry in tables.sortedPairs(self.goods) do
    local stock = entry.stock + (entry.made or 0) - (entry.used or 0)
    -- What is not there cannot spoil; rounding down a part of it would hide a shortage of one.
    if stock < 0 then
      shortages[#shortages + 1] = name
      stock = 0
    end
    if entry.spoils then stock = stock - math.floor(stock * entry.spoils / 100) end
    entry.stock = stock
  end
  return shortages
end

-- Buying one at a time moves the price, so a big order costs more per piece.
function Market:buy(name, count, purse)
  local entry, spent, bought = good(self, name), 0, 0
  while bought < count and entry.stock > 0 do
    local price = self:price(name)
    if spent + price > purse then break end
    spent, bought = spent + price, bought + 1
    entry.stock = entry.stock - 1
  end
  self.coins = self.coins + spent
  return bought, spent
end

-- The market pays nine tenths of what it will ask for the piece and never more
-- than it has. Nine tenths of the price before the sale would be more than that
-- price where stock is low: buying and selling back would mint coins.
function Market:sell(name, count)
  local entry, earned, sold = good(self, name), 0, 0
  while sold < count do
    local price = math.max(1, math.floor(priceAt(entry, entry.stock + 1) * 9 / 10))
    if earned + price > self.coins then break end
    earned, sold = earned + price, sold + 1
    entry.stock = entry.stock + 1
  end
  self.coins = self.coins - earned
  return sold, earned
end

function Market:prices()
  local prices = {}
  for name in pairs(self.goods) do prices[name] = self:price(name) end
  return prices
end

-- The good that gains most when carried from one market to the other.
function Market.bestTrade(from, to)
  local best, margin
  for _, name in ipairs(tables.keys(from.goods)) do
    if to.goods[name] then
      local gain = to:price(name) - from:price(name)
      if not margin or gain > margin then best, margin = name, gain end
    end
  end
  return best, margin
end

return Market
