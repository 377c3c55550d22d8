-- Proves what a torch shows of a cellar, from three places.
local TileMap = require 'game.tilemap'
local sight = require 'game.sight'

local cellar = TileMap([[
  ##################
  #.......#........#
  #.......#..T.....#
  #..1....+....2...#
  #.......#........#
  ####%####..~~....#
  #.......#..~~....#
  #...3...%........#
  #.......#........#
  ##################
]])

local counts = {}
for number = 1, 3 do
  local x, y = cellar:find(tostring(number))
  for _, radius in ipairs({ 3, 6 }) do
    local visible, count = sight.field(cellar, x, y, radius)
    counts[#counts + 1] = count
    if radius == 6 then print(sight.render(cellar, visible, x, y)) end
  end
  print()
end

return counts
