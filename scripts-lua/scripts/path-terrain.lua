-- Proves that swamp and rubble are walked around when the detour is cheaper.
local TileMap = require 'game.tilemap'
local path = require 'game.path'

local source = [[
  ..............
  .~~~~~~~~~~~..
  .~~~~~~~~~~~..
  A~~~~^^~~~~~.B
  .~~~~~~~~~~~..
  .~~~..+..~~~..
  ......#.......
]]
local marsh = TileMap(source)
local ax, ay = marsh:find('A')
local bx, by = marsh:find('B')

local walk, walkCost = path.find(marsh, ax, ay, bx, by)
print(path.draw(marsh, walk))
print()

-- A drought: every water tile dries up.
local dry = marsh:copy()
for x, y, symbol in marsh:each() do
  if symbol == '~' then dry:set(x, y, '.') end
end
local direct, directCost = path.find(dry, ax, ay, bx, by)
print(path.draw(dry, direct, 'o'))

return #walk, walkCost, #direct, directCost, marsh == dry, marsh == TileMap(source),
  path.directions(walk), path.directions(direct)
