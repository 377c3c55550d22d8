-- Rectangular tile map read from rows of characters, as level designers draw it.

local class = require 'game.class'

local TileMap = class('TileMap')

local TILES = {
  ['.'] = { name = 'floor', cost = 1 },
  ['#'] = { name = 'wall', solid = true, opaque = true },
  ['+'] = { name = 'door', cost = 2, opaque = true },
  ['~'] = { name = 'water', cost = 4 },
  ['^'] = { name = 'rubble', cost = 3 },
  ['T'] = { name = 'tree', solid = true, opaque = true },
  ['%'] = { name = 'window', solid = true },
}

-- Anything else marks a place (start, chest, stairs) standing on plain floor.
local MARKER = { name = 'marker', cost = 1 }
local OUTSIDE = { name = 'outside', solid = true, opaque = true }

function TileMap:initialize(source)
  self.tiles = {}
  self.width, self.height = 0, 0
  for row in source:gmatch('[^\n]+') do
    row = row:gsub('^%s+', ''):gsub('%s+$', '')
    if row ~= '' then
      self.height = self.height + 1
      if self.width == 0 then self.width = #row end
      if #row ~= self.width then error({ code = 'ragged', row = self.height }) end
      for x = 1, #row do self.tiles[#self.tiles + 1] = row:sub(x, x) end
    end
  end
end

function TileMap:contains(x, y)
  return x >= 1 and y >= 1 and x <= self.width and y <= self.height
end

function TileMap:index(x, y)
  return (y - 1) * self.width + x
end

function TileMap:position(index)
  local x = (index - 1) % self.width + 1
  return x, math.floor((index - 1) / self.width) + 1
end

function TileMap:get(x, y)
  if not self:contains(x, y) then return nil end
  return self.tiles[self:index(x, y)]
end

function TileMap:set(x, y, symbol)
  if not self:contains(x, y) then return false end
  self.tiles[self:index(x, y)] = symbol
  return true
end

function TileMap:kind(x, y)
  local symbol = self:get(x, y)
  if not symbol then return OUTSIDE end
  return TILES[symbol] or MARKER
end

function TileMap:isSolid(x, y)
  return self:kind(x, y).solid == true
end

function TileMap:isOpaque(x, y)
  return self:kind(x, y).opaque == true
end

function TileMap:cost(x, y)
  return self:kind(x, y).cost
end

function TileMap:find(symbol)
  for index, tile in ipairs(self.tiles) do
    if tile == symbol then return self:position(index) end
  end
  return nil
end

-- for x, y, symbol in map:each(): row by row from the top left corner.
function TileMap:each()
  local index = 0
  return function()
    index = index + 1
    local symbol = self.tiles[index]
    if not symbol then return nil end
    local x, y = self:position(index)
    return x, y, symbol
  end
end

function TileMap:copy()
  return TileMap(tostring(self))
end

function TileMap:__tostring()
  local rows = {}
  for y = 1, self.height do
    rows[y] = table.concat(self.tiles, '', self:index(1, y), self:index(self.width, y))
  end
  return table.concat(rows, '\n')
end

function TileMap.__eq(a, b)
  return tostring(a) == tostring(b)
end

return TileMap
