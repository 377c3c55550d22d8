local path = require 'game.path'
local TileMap = require 'game.tilemap'

local WIDTH, HEIGHT = 7, 5
local tile = gen.element({ '.', '.', '.', '#', '~', '+' })
local tiles = gen.list(tile, { min = WIDTH * HEIGHT, max = WIDTH * HEIGHT })
local column, row = gen.int(1, WIDTH), gen.int(1, HEIGHT)

local function draw(list)
  local rows = {}
  for y = 1, HEIGHT do rows[y] = table.concat(list, '', (y - 1) * WIDTH + 1, y * WIDTH) end
  return TileMap(table.concat(rows, '\n'))
end

describe('any two places of a map', function()
  it('are as far apart one way as the other', function()
    for_all(tiles, column, row, column, row, function(list, x, y, toX, toY)
      local map = draw(list)
      map:set(x, y, '.')
      map:set(toX, toY, '.')
      local route, cost = path.find(map, x, y, toX, toY)
      local back, costBack = path.find(map, toX, toY, x, y)
      assert.are.equal(route == nil, back == nil)
      assert.are.equal(cost, costBack)
    end)
  end)

  it('are joined by steps onto free tiles, which add up to the cost', function()
    for_all(tiles, column, row, column, row, gen.boolean(), function(list, x, y, toX, toY, diagonal)
      local map = draw(list)
      local route, cost = path.find(map, x, y, toX, toY, { diagonal = diagonal })
      if not route then return end
      local sum = 0
      for index = 2, #route do
        local from, to = route[index - 1], route[index]
        local dx, dy = math.abs(to.x - from.x), math.abs(to.y - from.y)
        assert.is_false(map:isSolid(to.x, to.y))
        assert.is_true(dx <= 1 and dy <= 1 and dx + dy > 0 and (diagonal or dx + dy == 1))
        sum = sum + (dx + dy == 2 and 14 or 10) * map:cost(to.x, to.y)
      end
      assert.are.equal(cost, sum)
      assert.are.same({ x = x, y = y }, route[1])
      assert.are.same({ x = toX, y = toY }, route[#route])
    end)
  end)
end)
