-- expect: sometimes crash SIGSEGV on native:release=bookworm,jit=stress,*
-- Proves that two parties with status effects fight alike, poison and ice included. Under low thresholds of the JIT compiler LuaJIT of
-- bookworm now and then runs compiled code of this battle into a wild address; trixie's does not.
local combat = require 'game.combat'
local tables = require 'game.tables'

local function fighter(team, name, health, speed, dice, onHit, resistances)
  return combat.Fighter({
    team = team, name = name, health = health, speed = speed, skill = 4, armour = 12,
    dice = dice, onHit = onHit, resistances = resistances,
  })
end

local party = {
  fighter('party', 'ranger', 24, 14, { 1, 8, 'pierce' }),
  fighter('party', 'mage', 16, 11, { 2, 6, 'fire' }, { 'burning', 2, 2 }),
  fighter('party', 'priest', 20, 8, { 1, 6, 'holy' }),
  fighter('bandits', 'archer', 18, 13, { 1, 6, 'pierce' }),
  fighter('bandits', 'poisoner', 17, 12, { 1, 4, 'poison' }, { 'poisoned', 3, 1 }),
  fighter('bandits', 'frost witch', 19, 10, { 1, 6, 'frost' }, { 'frozen', 1 }, { frost = 100, fire = -50 }),
}
party[3].status:apply('shielded', 4, 2)
party[3].status:apply('regeneration', 6, 1)

local battle = combat.Battle(party, function(sides, count) return host.roll(sides, count) end)
local winner, rounds = battle:run(12)

for _, line in ipairs(battle.lines) do print(line) end
local standing = tables.map(party, tostring)
return winner, rounds, standing, #battle.lines
