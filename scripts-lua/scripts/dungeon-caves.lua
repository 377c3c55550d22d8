-- Proves that caves grown by a cellular automaton and flood-filled come out alike.
local TileMap = require 'game.tilemap'

local WIDTH, HEIGHT = 26, 12
local rows = {}
for y = 1, HEIGHT do
  local cells = {}
  for x = 1, WIDTH do
    local edge = x == 1 or y == 1 or x == WIDTH or y == HEIGHT
    cells[x] = (edge or math.random(100) <= 42) and '#' or '.'
  end
  rows[y] = table.concat(cells)
end
local cave = TileMap(table.concat(rows, '\n'))

local function wallsAround(map, x, y)
  local count = 0
  for dy = -1, 1 do
    for dx = -1, 1 do
      if map:isSolid(x + dx, y + dy) then count = count + 1 end
    end
  end
  return count
end

for _ = 1, 3 do
  local after = cave:copy()
  for x, y in cave:each() do after:set(x, y, wallsAround(cave, x, y) >= 5 and '#' or '.') end
  cave = after
end

-- Recursion goes as deep as the cave is long.
local function fill(map, x, y, symbol)
  if map:get(x, y) ~= '.' then return 0 end
  map:set(x, y, symbol)
  return 1 + fill(map, x + 1, y, symbol) + fill(map, x, y + 1, symbol)
    + fill(map, x - 1, y, symbol) + fill(map, x, y - 1, symbol)
end

local sizes = {}
for x, y, symbol in cave:each() do
  if symbol == '.' then sizes[#sizes + 1] = fill(cave, x, y, string.char(97 + #sizes % 26)) end
end
print(cave)
return sizes, tostring(cave)
