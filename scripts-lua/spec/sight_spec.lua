local sight = require 'game.sight'
local TileMap = require 'game.tilemap'

local function points(x, y, toX, toY)
  local list = {}
  for atX, atY in sight.line(x, y, toX, toY) do list[#list + 1] = atX .. ',' .. atY end
  return table.concat(list, ' ')
end

describe('sight', function()
  describe('line', function()
    local lines = {
      { 'a point', { 3, 4, 3, 4 }, '3,4' },
      { 'a row', { 1, 1, 4, 1 }, '1,1 2,1 3,1 4,1' },
      { 'a row backwards', { 3, 2, 1, 2 }, '3,2 2,2 1,2' },
      { 'a column upwards', { 2, 3, 2, 1 }, '2,3 2,2 2,1' },
      { 'a diagonal', { 1, 1, 3, 3 }, '1,1 2,2 3,3' },
      { 'a gentle slope', { 0, 0, 4, 2 }, '0,0 1,1 2,1 3,2 4,2' },
      { 'a steep slope', { 0, 0, -1, 3 }, '0,0 0,1 -1,2 -1,3' },
    }
    for _, line in ipairs(lines) do
      it('walks ' .. line[1], function()
        assert.are.equal(line[3], points(line[2][1], line[2][2], line[2][3], line[2][4]))
      end)
    end
  end)

  describe('clear', function()
    local map

    before_each(function() map = TileMap('.....\n.#+%.\n.....') end)

    it('is blocked by a wall and says where', function()
      assert.are.same({ false, 2, 2 }, { sight.clear(map, 1, 2, 3, 2) })
    end)

    it('is blocked by a door', function()
      assert.is_false((sight.clear(map, 3, 1, 3, 3)))
    end)

    it('goes through a window', function()
      assert.is_true(sight.clear(map, 4, 1, 4, 3))
    end)

    it('reaches the wall itself', function()
      assert.is_true(sight.clear(map, 1, 2, 2, 2))
    end)

    it('looks out of a wall too', function()
      assert.is_true(sight.clear(map, 2, 2, 2, 3))
    end)
  end)

  describe('mutual', function()
    it('tries the other way round when the first is blocked', function()
      local map = TileMap('.....')
      local clear = stub(sight, 'clear')
      finally(function() clear:revert() end)
      sight.mutual(map, 1, 1, 5, 1)
      assert.stub(clear).was.called(2)
      assert.stub(clear).was.called_with(match.is_ref(map), 1, 1, 5, 1)
      assert.stub(clear).was.called_with(match.is_ref(map), 5, 1, 1, 1)
    end)

    it('is the same for both in every pair of a small cave', function()
      local map = TileMap('..#.\n#...\n..#.\n....')
      for x, y in map:each() do
        for toX, toY in map:each() do
          assert.are.equal((sight.mutual(map, x, y, toX, toY)), (sight.mutual(map, toX, toY, x, y)))
        end
      end
    end)
  end)

  describe('field', function()
    it('is a circle on open ground', function()
      local map = TileMap(('.......\n'):rep(7))
      local visible, count = sight.field(map, 4, 4, 2)
      assert.are.equal(13, count)
      assert.is_true(visible[map:index(4, 2)])
      assert.is_nil(visible[map:index(3, 2)])
    end)

    it('grows with the square of its radius', function()
      assert.are.equal(29, select(2, sight.field(TileMap(('.........\n'):rep(9)), 5, 5, 3)))
    end)

    it('is the viewer alone for a radius of nothing', function()
      assert.are.equal(1, select(2, sight.field(TileMap('...'), 2, 1, 0)))
    end)

    it('ends at the edge of the map', function()
      assert.are.equal(3, select(2, sight.field(TileMap('...'), 1, 1, 9)))
    end)

    it('has shadows behind walls', function()
      local map = TileMap('.....\n..#..\n.....')
      assert.are.equal('.....\n@.#??\n.....', sight.render(map, sight.field(map, 1, 2, 9), 1, 2))
    end)
  end)

  it('draws what is seen around the viewer', function()
    local map = TileMap('#..\n...')
    assert.are.equal('??.\n?@?', sight.render(map, { [map:index(3, 1)] = true }, 2, 2))
  end)
end)
