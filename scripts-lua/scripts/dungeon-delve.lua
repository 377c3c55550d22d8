-- Proves a whole delve: dungeon, monsters, loot, fights and a report to the host.
local LootTable = require 'game.loot'
local combat = require 'game.combat'
local dungeon = require 'game.dungeon'
local path = require 'game.path'

local function roll(sides, count) return host.roll(sides, count) end

local MONSTERS = {
  { name = 'slime', health = 8, armour = 8, speed = 3, dice = { 1, 4, 'poison' } },
  { name = 'skeleton', health = 12, armour = 12, speed = 8, dice = { 1, 6, 'slash' },
    resistances = { slash = 50 } },
  { name = 'imp', health = 10, armour = 13, speed = 14, dice = { 1, 6, 'fire' },
    onHit = { 'burning', 1, 1 } },
}
local hoard = LootTable('hoard', {
  { weight = 4, item = 'arrow', min = 2, max = 8 },
  { weight = 2, item = 'potion' },
  { weight = 1, item = 'ruby' },
})

local map, rooms = dungeon.generate(36, 14, roll, 3)
local hero = combat.Fighter({
  name = 'hero', health = 45, armour = 14, speed = 10, skill = 5, dice = { 1, 8, 'slash' },
})
local at, steps, drop, report = rooms[1], 0, {}, {}

for number = 2, #rooms do
  local room = rooms[number]
  local route = path.find(map, at.x, at.y, room.x, room.y)
  steps, at = steps + #route - 1, room

  local monster = combat.Fighter(MONSTERS[roll(#MONSTERS, 1)])
  local id = host.spawn(monster.name, room.x, room.y, { health = monster.health, hostile = true })
  local winner, rounds = combat.Battle({ hero, monster }, roll):run(20)
  report[#report + 1] = string.format('#%d %s: %s after %d, hero %d', id, monster.name, winner, rounds,
    hero.health)
  print(report[#report])
  if not hero:isAlive() then break end
  hoard(roll, drop)
end

host.log(hero:isAlive() and 'info' or 'error', report[#report])
return hero.health, steps, drop, report, #rooms
