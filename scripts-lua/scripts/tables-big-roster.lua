-- Proves that large tables are built, filtered, grouped and sorted to the same result.
local ranking = require 'game.ranking'
local tables = require 'game.tables'

local SYLLABLES = { 'bra', 'du', 'el', 'fen', 'gor', 'ha', 'ish', 'kel', 'lo', 'mir', 'na' }
local seed = 1
local function pick(limit)
  seed = (seed * 421 + 1663) % 7875
  return seed % limit + 1
end

local roster = {}
for number = 1, 1500 do
  local parts = {}
  for index = 1, 2 + pick(2) do parts[index] = SYLLABLES[pick(#SYLLABLES)] end
  roster[number] = { number = number, name = table.concat(parts), level = pick(60), guild = pick(9) }
end

local guilds = {}
for _, hero in ipairs(roster) do
  local guild = guilds[hero.guild] or { members = 0, levels = 0, best = 0 }
  guild.members, guild.levels = guild.members + 1, guild.levels + hero.level
  guild.best = math.max(guild.best, hero.level)
  guilds[hero.guild] = guild
end
for number, guild in tables.sortedPairs(guilds) do
  print(string.format('guild %d: %3d members, average %d, best %d', number, guild.members,
    math.floor(guild.levels / guild.members), guild.best))
end

local veterans = tables.filter(roster, function(hero) return hero.level > 50 end)
table.sort(veterans, ranking.by('-level', 'name', 'number'))
local names = tables.map(tables.slice(veterans, 1, 10), function(hero) return hero.name end)
local total = tables.fold(roster, 0, function(sum, hero) return sum + hero.level end)

local shouted = {}
for index, hero in ipairs(roster) do shouted[index] = hero.name end
local long = table.concat(shouted, ' ')
local _, rhymes = long:gsub('mir%f[%W]', '')
local removed = 0
for index = #roster, 1, -1 do
  if roster[index].level % 7 == 0 then
    table.remove(roster, index)
    removed = removed + 1
  end
end
return #veterans, names, total, #long, rhymes, removed, #roster, guilds
