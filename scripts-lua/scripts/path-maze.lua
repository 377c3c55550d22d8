-- Proves the shortest way through a maze, step for step.
local TileMap = require 'game.tilemap'
local path = require 'game.path'

local maze = TileMap([[
  #####################
  #S#.......#.........#
  #.#.#####.#.#######.#
  #.#.#...#...#.....#.#
  #...#.#.#####.###.#.#
  #####.#.......#...#.#
  #.....#########.###.#
  #.#####.......#.#...#
  #.......#####...#.#.#
  #########.....###.#E#
  #####################
]])

local sx, sy = maze:find('S')
local ex, ey = maze:find('E')
local route, cost, visited = path.find(maze, sx, sy, ex, ey)

print(path.draw(maze, route))
local back, backCost = path.find(maze, ex, ey, sx, sy)
local directions = table.concat(path.directions(route), ' ')
print(directions)
return #route, cost, visited, #back == #route, backCost == cost, directions, { sx, sy, ex, ey }
