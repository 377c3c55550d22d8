-- Proves that diagonal steps never cut a corner and prefer the cheaper way.
local TileMap = require 'game.tilemap'
local path = require 'game.path'

local courtyards = {
  [[
    a.........
    ....##....
    ....##....
    .........b
  ]],
  [[
    a.#.......
    ..#.......
    ..........
    .......##b
  ]],
  [[
    a.........
    .^^^^^^^^.
    .^^^^^^^^.
    .........b
  ]],
}

local costs, turns = {}, {}
for index, source in ipairs(courtyards) do
  local map = TileMap(source)
  local ax, ay = map:find('a')
  local bx, by = map:find('b')
  local straight, straightCost = path.find(map, ax, ay, bx, by)
  local free, freeCost = path.find(map, ax, ay, bx, by, { diagonal = true })
  costs[index] = { straightCost, freeCost, #straight, #free }
  turns[index] = table.concat(path.directions(free), ',')
  print(path.draw(map, free))
  print(turns[index])
end

return costs, turns
