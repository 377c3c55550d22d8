local sight = require 'game.sight'
local TileMap = require 'game.tilemap'

local SIZE = 6
local tiles = gen.list(gen.element({ '.', '.', '#' }), { min = SIZE * SIZE, max = SIZE * SIZE })
local place = gen.record({ x = gen.int(1, SIZE), y = gen.int(1, SIZE) })

describe('any two creatures', function()
  it('see each other or do not', function()
    for_all(tiles, place, place, function(list, a, b)
      local map = TileMap((table.concat(list):gsub(('.'):rep(SIZE), '%0\n')))
      assert.are.equal((sight.mutual(map, a.x, a.y, b.x, b.y)), (sight.mutual(map, b.x, b.y, a.x, a.y)))
    end)
  end)

  it('are joined by a line that has one point for each step of the longer side', function()
    for_all(place, place, function(a, b)
      local count, lastX, lastY = 0, nil, nil
      for x, y in sight.line(a.x, a.y, b.x, b.y) do
        count, lastX, lastY = count + 1, x, y
      end
      assert.are.equal(math.max(math.abs(a.x - b.x), math.abs(a.y - b.y)) + 1, count)
      assert.are.same({ b.x, b.y }, { lastX, lastY })
    end)
  end)
end)
