-- Item catalogue: weights in tenths of a kilogram, values in copper coins.

local items = {}

local CATALOGUE = {
  ['arrow'] = { kind = 'ammunition', weight = 1, value = 1, stack = 50 },
  ['bread'] = { kind = 'food', weight = 3, value = 2, stack = 10 },
  ['coal'] = { kind = 'material', weight = 5, value = 2, stack = 40 },
  ['ember shard'] = { kind = 'gem', weight = 1, value = 120, stack = 5 },
  ['herb'] = { kind = 'material', weight = 1, value = 4, stack = 20 },
  ['iron ingot'] = { kind = 'material', weight = 20, value = 18, stack = 20 },
  ['iron ore'] = { kind = 'material', weight = 15, value = 5, stack = 40 },
  ['iron sword'] = { kind = 'weapon', weight = 30, value = 90, stack = 1 },
  ['key'] = { kind = 'quest', weight = 0, value = 0, stack = 1 },
  ['leather'] = { kind = 'material', weight = 8, value = 9, stack = 20 },
  ['plank'] = { kind = 'material', weight = 10, value = 3, stack = 40 },
  ['potion'] = { kind = 'potion', weight = 5, value = 25, stack = 5 },
  ['ring'] = { kind = 'jewellery', weight = 0, value = 200, stack = 1 },
  ['ruby'] = { kind = 'gem', weight = 1, value = 150, stack = 5 },
  ['shield'] = { kind = 'armour', weight = 60, value = 70, stack = 1 },
  ['torch'] = { kind = 'tool', weight = 5, value = 1, stack = 10 },
}

function items.get(name)
  local item = CATALOGUE[name]
  if not item then error({ code = 'unknown item', item = name }) end
  return item
end

function items.exists(name)
  return CATALOGUE[name] ~= nil
end

function items.names()
  local names = {}
  for name in pairs(CATALOGUE) do names[#names + 1] = name end
  table.sort(names)
  return names
end

return items
