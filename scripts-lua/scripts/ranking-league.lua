-- Proves a league table: ties share a place, and every order is total.
local ranking = require 'game.ranking'
local tables = require 'game.tables'

local names = { 'Ravens', 'Foxes', 'Boars', 'Herons', 'Lynxes', 'Adders', 'Moles', 'Otters' }
local teams = {}
for index, name in ipairs(names) do
  teams[index] = { name = name, points = 0, scored = 0, against = 0, difference = 0 }
end

local function play(home, away, goals, conceded)
  home.scored, home.against = home.scored + goals, home.against + conceded
  home.points = home.points + (goals > conceded and 3 or goals == conceded and 1 or 0)
  home.difference = home.scored - home.against
end

for i = 1, #teams do
  for j = 1, #teams do
    if i ~= j then
      local goals, conceded = (i * 5 + j * 3) % 4, (i * 2 + j * 7) % 3
      play(teams[i], teams[j], goals, conceded)
      play(teams[j], teams[i], conceded, goals)
    end
  end
end

table.sort(teams, ranking.by('-points', '-difference', '-scored', 'name'))
local places = ranking.places(teams, 'points')
for index, team in ipairs(teams) do
  print(string.format('%d. %-8s %3d  %3d:%-3d %+d', places[index], team.name, team.points, team.scored,
    team.against, team.difference))
end

local podium = tables.map(ranking.top(teams, 3, ranking.by('-scored', 'name')), function(team)
  return team.name
end)
return teams, places, podium
