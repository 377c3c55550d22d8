-- Proves how typed commands are understood, with counts, quotes and prepositions.
local command = require 'game.command'
local tables = require 'game.tables'

local lines = {
  'n',
  'Go West',
  'go sideways',
  'take the sword',
  'GET 3 gold coins from the old chest!',
  "put all arrows into 'The Quiver of 3 Winds'",
  "say 'Friend, I come in peace'",
  "say 'unfinished",
  'hit goblin with the iron sword',
  'give two potions to priest',
  'give potion to',
  'take ten',
  'unlock door with key with care',
  'x  statue , ',
  'dance wildly',
  '   ',
  'i',
  'attack goblin 2',
}

local results = {}
for index, line in ipairs(lines) do
  local parsed, problem = command.parse(line)
  if parsed then
    local parts = {}
    for field, value in tables.sortedPairs(parsed) do parts[#parts + 1] = field .. '=' .. tostring(value) end
    print(line .. ' -> ' .. table.concat(parts, ' '))
  else
    print(line .. ' -> ' .. problem)
  end
  results[index] = parsed or problem
end
return results
