-- Proves that a fight on the host's dice takes the same turns everywhere.
local combat = require 'game.combat'

local function roll(sides, count) return host.roll(sides, count) end

local knight = combat.Fighter({
  name = 'knight', health = 34, armour = 14, speed = 9, skill = 3, dice = { 1, 8, 'slash' },
})
local troll = combat.Fighter({
  name = 'troll', health = 48, armour = 11, speed = 7, skill = 2, dice = { 2, 4, 'blunt' },
  resistances = { slash = 20, fire = -50 },
})

local battle = combat.Battle({ knight, troll }, roll)
host.log('info', 'a troll blocks the bridge')
local winner, rounds = battle:run(30)

for _, line in ipairs(battle.lines) do print(line) end
host.log('info', winner .. ' holds the bridge')
return winner, rounds, knight.health, troll.health, tostring(knight), battle.lines
