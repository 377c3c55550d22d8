-- Proves many searches over a large generated map, by a checksum of all costs.
local TileMap = require 'game.tilemap'
local bits = require 'game.bits'
local path = require 'game.path'

local SIZE = 18
local state = 4711

-- A tiny generator of its own: products stay far below 2^31.
local function nextNumber(limit)
  state = (state * 421 + 1663) % 7875
  return state % limit
end

local PALETTE = { '.', '.', '.', '.', '~', '^', '#', 'T', '.', '+' }
local rows = {}
for y = 1, SIZE do
  local cells = {}
  for x = 1, SIZE do cells[x] = PALETTE[nextNumber(#PALETTE) + 1] end
  rows[y] = table.concat(cells)
end
local wild = TileMap(table.concat(rows, '\n'))
wild:set(1, 1, '.')

local hash, found, longest = 2166136261.0, 0, 0
for target = 1, 8 do
  local x, y = nextNumber(SIZE) + 1, nextNumber(SIZE) + 1
  local route, cost = path.find(wild, 1, 1, x, y, { diagonal = target % 2 == 0 })
  if route then
    found = found + 1
    longest = math.max(longest, #route)
    hash = bits.mul(bits.bxor(hash, cost), 16777619)
  end
  print(string.format('%d to %2d,%2d %s', target, x, y, route and ('costs ' .. cost) or cost))
end

return found, longest, bits.hex(hash)
