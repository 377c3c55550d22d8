-- Dungeon levels by binary space partition: split, dig a room per leaf, join
-- siblings with corridors. `roll(sides)` decides everything.

local TileMap = require 'game.tilemap'

local dungeon = {}

local MIN_ROOM = 3
local MIN_LEAF = MIN_ROOM + 2

local function between(roll, low, high)
  return low + roll(high - low + 1) - 1
end

local function digRoom(map, area, roll)
  local width = between(roll, MIN_ROOM, area.width - 2)
  local height = between(roll, MIN_ROOM, area.height - 2)
  local x = area.x + between(roll, 1, area.width - width - 1)
  local y = area.y + between(roll, 1, area.height - height - 1)
  for row = y, y + height - 1 do
    for column = x, x + width - 1 do map:set(column, row, '.') end
  end
  return { x = x + math.floor(width / 2), y = y + math.floor(height / 2), width = width, height = height }
end

local function digCorridor(map, from, to)
  local x, y = from.x, from.y
  while x ~= to.x do
    map:set(x, y, '.')
    x = x + (x < to.x and 1 or -1)
  end
  while y ~= to.y do
    map:set(x, y, '.')
    y = y + (y < to.y and 1 or -1)
  end
end

local function split(area, roll)
  local vertical = area.width >= area.height
  local length = vertical and area.width or area.height
  if length < 2 * MIN_LEAF then return nil end
  local cut = between(roll, MIN_LEAF, length - MIN_LEAF)
  if vertical then
    return { x = area.x, y = area.y, width = cut, height = area.height },
      { x = area.x + cut, y = area.y, width = area.width - cut, height = area.height }
  end
  return { x = area.x, y = area.y, width = area.width, height = cut },
    { x = area.x, y = area.y + cut, width = area.width, height = area.height - cut }
end

-- Returns one room of the area, for the parent to connect to.
local function carve(map, area, rooms, roll, depth)
  local first, second
  if depth > 0 then first, second = split(area, roll) end
  if not first then
    local room = digRoom(map, area, roll)
    rooms[#rooms + 1] = room
    return room
  end
  local a = carve(map, first, rooms, roll, depth - 1)
  local b = carve(map, second, rooms, roll, depth - 1)
  digCorridor(map, a, b)
  return roll(2) == 1 and a or b
end

function dungeon.generate(width, height, roll, depth)
  local row = string.rep('#', width) .. '\n'
  local map, rooms = TileMap(row:rep(height)), {}
  carve(map, { x = 1, y = 1, width = width, height = height }, rooms, roll, depth or 3)
  map:set(rooms[1].x, rooms[1].y, '<')
  map:set(rooms[#rooms].x, rooms[#rooms].y, '>')
  return map, rooms
end

return dungeon
