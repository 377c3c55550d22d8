-- Proves that a trader who follows the best margin makes the same profit everywhere.
local Market = require 'game.economy'

local harbour = Market('Harbour', {
  cloth = { base = 15, stock = 90, target = 40, made = 3, used = 1 },
  salt = { base = 6, stock = 200, target = 80, made = 6, used = 1 },
  silver = { base = 60, stock = 4, target = 12, used = 1 },
  timber = { base = 5, stock = 10, target = 60, used = 2 },
})
local mountain = Market('Mountain', {
  cloth = { base = 16, stock = 8, target = 30, used = 2 },
  salt = { base = 9, stock = 5, target = 40, used = 2 },
  silver = { base = 45, stock = 40, target = 20, made = 2 },
  timber = { base = 4, stock = 160, target = 70, made = 7 },
})

local purse, ledger = 120, {}
local here, there = harbour, mountain
for trip = 1, 20 do
  local name, margin = Market.bestTrade(here, there)
  local bought, spent = 0, 0
  if margin > 0 then bought, spent = here:buy(name, 12, purse) end
  purse = purse - spent
  for _ = 1, 4 do
    here:tick()
    there:tick()
    there.coins = there.coins + 70
  end
  local sold, earned = there:sell(name, bought)
  purse = purse + earned
  ledger[trip] = { name = name, margin = margin, sold = sold, purse = purse }
  print(string.format('%2d %-8s -> %-8s %-6s margin %3d sold %2d purse %d', trip, here.name, there.name,
    name, margin, sold, purse))
  here, there = there, here
end

local ok, problem = pcall(harbour.price, harbour, 'dragon eggs')
return purse, ledger, harbour.coins, mountain.coins, ok, problem
