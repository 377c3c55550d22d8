-- Proves prices during a siege: a chain of shortages and the limits of the purse.
local Market = require 'game.economy'
local text = require 'game.text'

local castle = Market('Castle', {
  arrows = { base = 1, stock = 400, target = 200, used = 35 },
  bread = { base = 2, stock = 150, target = 100, used = 18, spoils = 2 },
  water = { base = 1, stock = 90, target = 60, made = 6, used = 9 },
})

local diary = {}
local function enter(line)
  diary[#diary + 1] = line
  host.log('info', line)
end

for day = 1, 20 do
  local missing = castle:tick()
  if #missing > 0 then enter('day ' .. day .. ': no ' .. text.list(missing)) end
  if day == 12 then
    castle.goods.bread.stock = castle.goods.bread.stock + 40
    enter('day 12: a boat with bread slips through')
  end
end

local prices = castle:prices()
local bought, spent = castle:buy('water', 50, 30)
local sold, earned = castle:sell('bread', 200)
enter(string.format('bought %d water for %d, sold %d bread for %d', bought, spent, sold, earned))
for _, line in ipairs(diary) do print(line) end
return diary, prices, bought, spent, sold, earned, castle.coins
