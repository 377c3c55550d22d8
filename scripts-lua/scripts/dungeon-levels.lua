-- Proves that a seed digs the same dungeon, and that every room can be reached.
local dungeon = require 'game.dungeon'
local path = require 'game.path'

local function roll(sides) return host.roll(sides) end

local summaries = {}
for level = 1, 3 do
  local map, rooms = dungeon.generate(20 + level * 4, 10 + level * 2, roll, level + 1)
  print('level ' .. level)
  print(map)

  local floor = 0
  for _, _, symbol in map:each() do
    if symbol ~= '#' then floor = floor + 1 end
  end
  local reached, far = 0, 0
  for _, room in ipairs(rooms) do
    local route = path.find(map, rooms[1].x, rooms[1].y, room.x, room.y)
    if route then
      reached = reached + 1
      far = math.max(far, #route)
    end
  end
  summaries[level] = { rooms = #rooms, reached = reached, floor = floor, far = far, map = tostring(map) }
end

return summaries
