-- Proves that mutual sight is symmetric where single lines are not.
local TileMap = require 'game.tilemap'
local sight = require 'game.sight'

local grove = TileMap([[
  ........T...
  ..T.....T...
  ....TT......
  ..........T.
  .T...T......
  .......T..T.
  ...T........
]])

local spots = {}
for x, y, symbol in grove:each() do
  if symbol == '.' and (x * 7 + y * 3) % 4 == 0 then spots[#spots + 1] = { x, y } end
end

local oneWay, clear, broken = 0, 0, 0
for i = 1, #spots do
  for j = i + 1, #spots do
    local a, b = spots[i], spots[j]
    local there = sight.clear(grove, a[1], a[2], b[1], b[2])
    local back = sight.clear(grove, b[1], b[2], a[1], a[2])
    if there ~= back then oneWay = oneWay + 1 end
    if there and back then clear = clear + 1 end
    if sight.mutual(grove, a[1], a[2], b[1], b[2]) ~= sight.mutual(grove, b[1], b[2], a[1], a[2]) then
      broken = broken + 1
    end
  end
end

local line = {}
for x, y in sight.line(1, 1, 9, 4) do line[#line + 1] = string.format('%d,%d', x, y) end
print(#spots .. ' spots', clear .. ' clear', oneWay .. ' one-way', broken .. ' broken')
print(table.concat(line, ' '))

local free, blockedX, blockedY = sight.clear(grove, 1, 3, 12, 3)
return #spots, clear, oneWay, broken, line, free, blockedX, blockedY
