-- Proves the rules of a single blow with dice that fall as the script says.
local combat = require 'game.combat'

local function loaded(...)
  local faces, position = { ... }, 0
  return function()
    position = position + 1
    return faces[position]
  end
end

local function fresh(extra)
  local spec = { name = 'dummy', health = 30, armour = 12, resistances = extra or {} }
  return combat.Fighter(spec)
end

local swordsman = combat.Fighter({ name = 'swordsman', health = 20, skill = 2, dice = { 1, 8, 'slash' } })

local cases = {
  { 'a natural 1 misses', fresh(), { 1 } },
  { 'just below the armour misses', fresh(), { 9 } },
  { 'armour met exactly hits', fresh(), { 10, 5 } },
  { 'a natural 20 doubles', fresh(), { 20, 8 } },
  { 'half resisted', fresh({ slash = 50 }), { 15, 7 } },
  { 'immune', fresh({ slash = 100 }), { 15, 7 } },
  { 'absorbed', fresh({ slash = 150 }), { 15, 8 } },
  { 'vulnerable', fresh({ slash = -100 }), { 15, 6 } },
}

local unpack = unpack or table.unpack
local results = {}
for index, case in ipairs(cases) do
  local title, target, faces = unpack(case)
  target.health = 20
  local result = combat.strike(swordsman, target, loaded(unpack(faces)))
  print(string.format('%-30s %-8s %3d -> %d', title, result.outcome, result.lost, target.health))
  results[index] = { result.outcome, result.natural, result.lost, target.health }
end

return results
