-- Proves that a workshop makes missing parts first and stops where material ends.
local Inventory = require 'game.inventory'
local crafting = require 'game.crafting'

local shop = Inventory(20, 5000)
for name, count in pairs({ ['iron ore'] = 11, coal = 7, leather = 4, plank = 9, herb = 7 }) do
  shop:add(name, count)
end

local orders = { 'torch', 'iron sword', 'shield', 'potion', 'arrow', 'potion', 'potion', 'crown' }
local results = {}
for index, name in ipairs(orders) do
  local missing = crafting.missing(shop, name)
  local steps, lacking = crafting.make(shop, name)
  results[index] = { steps = steps, lacking = lacking, missing = missing }
  host.log(steps and 'info' or 'warn', steps and ('made ' .. name) or ('no ' .. lacking .. ' for ' .. name))
  print(string.format('%-11s %s', name, steps and table.concat(steps, ' > ') or ('needs ' .. lacking)))
end

print(shop)
return results, shop:totals(), shop:value(), shop:weight()
