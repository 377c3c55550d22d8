-- Proves the reasons for which no path is found, and the search limit.
local TileMap = require 'game.tilemap'
local path = require 'game.path'

local island = TileMap([[
  .....#...
  .....#.X.
  .....#...
  .....####
  .........
]])

local results = {}
local function try(title, x, y, toX, toY, options)
  local route, reason, visited = path.find(island, x, y, toX, toY, options)
  local outcome = route and (#route .. ' tiles') or reason
  results[#results + 1] = { title, outcome, visited }
  print(string.format('%-16s %-14s %d', title, outcome, visited))
end

try('walled in', 1, 1, 8, 2)
try('into the wall', 1, 1, 6, 1)
try('out of the wall', 6, 2, 1, 1)
try('off the map', 1, 1, 0, 5)
try('to itself', 3, 3, 3, 3)
try('limited', 1, 1, 9, 5, { limit = 6 })
try('far corner', 1, 1, 9, 5)

island:set(6, 2, '+')
try('door opened', 1, 1, 8, 2)

local ok, problem = pcall(TileMap, '....\n...\n....\n')
return results, ok, problem
