-- Recipes: what a thing is made of, down to raw materials.

local tables = require 'game.tables'

local crafting = {}

local RECIPES = {
  ['iron ingot'] = { makes = 1, needs = { ['iron ore'] = 2, ['coal'] = 1 } },
  ['iron sword'] = { makes = 1, needs = { ['iron ingot'] = 3, ['leather'] = 1, ['plank'] = 1 } },
  ['shield'] = { makes = 1, needs = { ['plank'] = 4, ['iron ingot'] = 1, ['leather'] = 2 } },
  ['arrow'] = { makes = 10, needs = { ['plank'] = 1, ['iron ingot'] = 1 } },
  ['torch'] = { makes = 4, needs = { ['plank'] = 1, ['coal'] = 1 } },
  ['potion'] = { makes = 1, needs = { ['herb'] = 3 } },
}

local function expand(recipes, name, count, totals, trail)
  local recipe = recipes[name]
  if not recipe then
    totals[name] = (totals[name] or 0) + count
    return
  end
  if trail[name] then error({ code = 'recipe loop', item = name }) end
  trail[name] = true
  local batches = math.floor((count + recipe.makes - 1) / recipe.makes)
  for part, amount in tables.sortedPairs(recipe.needs) do
    expand(recipes, part, amount * batches, totals, trail)
  end
  trail[name] = nil
end

-- Raw materials for `count` pieces.
function crafting.materials(name, count, recipes)
  local totals = {}
  expand(recipes or RECIPES, name, count or 1, totals, {})
  return totals
end

function crafting.missing(inventory, name)
  local lacking = {}
  for part, amount in pairs((RECIPES[name] or { needs = {} }).needs) do
    local short = amount - inventory:count(part)
    if short > 0 then lacking[part] = short end
  end
  return lacking
end

-- Makes one batch, making missing parts first; returns the steps taken, or nil
-- and the raw material that ran out (parts made on the way are kept).
function crafting.make(inventory, name, steps)
  steps = steps or {}
  local recipe = RECIPES[name]
  if not recipe then return nil, name end
  for part, amount in tables.sortedPairs(recipe.needs) do
    while inventory:count(part) < amount do
      local made, lacking = crafting.make(inventory, part, steps)
      if not made then return nil, lacking end
    end
  end
  for part, amount in pairs(recipe.needs) do inventory:remove(part, amount) end
  inventory:add(name, recipe.makes)
  steps[#steps + 1] = name
  return steps
end

return crafting
