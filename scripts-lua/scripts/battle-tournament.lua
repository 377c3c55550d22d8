-- Proves that a round robin of many fights gives one league table.
local combat = require 'game.combat'
local ranking = require 'game.ranking'

local CLASSES = {
  { name = 'berserker', health = 30, armour = 10, speed = 9, skill = 4, dice = { 2, 6, 'slash' } },
  { name = 'duelist', health = 22, armour = 15, speed = 14, skill = 5, dice = { 1, 6, 'pierce' } },
  { name = 'guardian', health = 36, armour = 17, speed = 5, skill = 2, dice = { 1, 8, 'blunt' } },
  { name = 'pyromancer', health = 18, armour = 11, speed = 11, skill = 3, dice = { 3, 4, 'fire' },
    onHit = { 'burning', 2, 1 } },
  { name = 'viper', health = 20, armour = 13, speed = 13, skill = 4, dice = { 1, 4, 'poison' },
    onHit = { 'poisoned', 4, 1 } },
}

local function roll(sides, count) return host.roll(sides, count) end

local league = {}
for index, spec in ipairs(CLASSES) do
  league[index] = { name = spec.name, points = 0, wins = 0, margin = 0 }
end

for i = 1, #CLASSES do
  for j = i + 1, #CLASSES do
    local home, away = combat.Fighter(CLASSES[i]), combat.Fighter(CLASSES[j])
    local winner = combat.Battle({ home, away }, roll):run(20)
    local margin = home.health - away.health
    league[i].margin, league[j].margin = league[i].margin + margin, league[j].margin - margin
    if winner == home.name then
      league[i].wins, league[i].points = league[i].wins + 1, league[i].points + 3
    elseif winner == away.name then
      league[j].wins, league[j].points = league[j].wins + 1, league[j].points + 3
    else
      league[i].points, league[j].points = league[i].points + 1, league[j].points + 1
    end
  end
end

table.sort(league, ranking.by('-points', '-margin', 'name'))
local places = ranking.places(league, 'points')
for index, row in ipairs(league) do
  print(string.format('%d. %-11s %2d points %+4d', places[index], row.name, row.points, row.margin))
end
return league, places
