local path = require 'game.path'
local TileMap = require 'game.tilemap'

local function letters(route)
  return table.concat(path.directions(route), ' ')
end

describe('path', function()
  describe('find', function()
    it('is there already', function()
      local route, cost, visited = path.find(TileMap('...'), 2, 1, 2, 1)
      assert.are.same({ { x = 2, y = 1 } }, route)
      assert.are.equal(0, cost)
      assert.are.equal(0, visited)
    end)

    it('goes straight', function()
      local route, cost = path.find(TileMap('....'), 1, 1, 4, 1)
      assert.are.equal('e e e', letters(route))
      assert.are.equal(30, cost)
    end)

    it('goes around walls', function()
      local map = TileMap([[
        .....
        .###.
        .#...
        .#.#.
      ]])
      local route, cost = path.find(map, 1, 4, 3, 4)
      assert.are.equal('n n n e e e e s s w w s', letters(route))
      assert.are.equal(120, cost)
    end)

    it('goes around water when that is cheaper', function()
      local map = TileMap('.~~.\n....')
      local route, cost = path.find(map, 1, 1, 4, 1)
      assert.are.equal('s e e e n', letters(route))
      assert.are.equal(50, cost)
    end)

    it('wades when that is cheaper', function()
      local _, cost = path.find(TileMap('.~.\n.#.\n.#.\n...'), 1, 1, 3, 1)
      assert.are.equal(50, cost)
    end)

    it('pays for the tile that it enters', function()
      assert.are.equal(40, select(2, path.find(TileMap('.~'), 1, 1, 2, 1)))
      assert.are.equal(10, select(2, path.find(TileMap('.~'), 2, 1, 1, 1)))
      assert.are.equal(20, select(2, path.find(TileMap('.+'), 1, 1, 2, 1)))
    end)

    describe('with diagonals', function()
      local options = { diagonal = true }

      it('cuts across', function()
        local route, cost = path.find(TileMap('...\n...\n...'), 1, 1, 3, 3, options)
        assert.are.equal('se se', letters(route))
        assert.are.equal(28, cost)
      end)

      it('goes to all eight neighbours', function()
        local map = TileMap('...\n...\n...')
        for x, y in map:each() do
          local route, cost = path.find(map, 2, 2, x, y, options)
          assert.are.equal(({ [0] = 0, 10, 14 })[math.abs(x - 2) + math.abs(y - 2)], cost)
          assert.are.same({ x = x, y = y }, route[#route])
        end
      end)

      it('does not look at more places than it must', function()
        local row = ('.'):rep(20) .. '\n'
        local _, cost, visited = path.find(TileMap(row:rep(20)), 1, 1, 20, 20, options)
        assert.are.equal(19 * 14, cost)
        assert.are.equal(19, visited)
      end)

      it('does not cut the corner of a wall', function()
        local route, cost = path.find(TileMap('.#\n..'), 1, 1, 2, 2, options)
        assert.are.equal('s e', letters(route))
        assert.are.equal(20, cost)
      end)

      it('does not squeeze between two walls', function()
        assert.is_nil((path.find(TileMap('.#\n#.'), 1, 1, 2, 2, options)))
      end)
    end)

    describe('says why there is no way', function()
      local map

      before_each(function() map = TileMap('..#.\n..#.') end)

      it('when the start is in a wall or outside', function()
        assert.are.same({ n = 3, nil, 'start blocked', 0 }, { n = 3, path.find(map, 3, 1, 1, 1) })
        assert.are.equal('start blocked', (select(2, path.find(map, 0, 1, 1, 1))))
      end)

      it('when the goal is in a wall', function()
        assert.are.equal('goal blocked', (select(2, path.find(map, 1, 1, 3, 2))))
      end)

      it('when all that can be reached was seen', function()
        local route, reason, visited = path.find(map, 1, 1, 4, 1)
        assert.is_nil(route)
        assert.are.equal('unreachable', reason)
        assert.are.equal(4, visited)
      end)

      it('when it would take too long', function()
        local _, reason, visited = path.find(TileMap(('.'):rep(50)), 1, 1, 50, 1, { limit = 10 })
        assert.are.equal('too far', reason)
        assert.are.equal(11, visited)
      end)
    end)

    it('does not change the map', function()
      local map = TileMap('...\n.#.\n...')
      local set = spy.on(map, 'set')
      path.find(map, 1, 1, 3, 3)
      assert.spy(set).was_not.called()
    end)

    it('#slow crosses a wide and empty plain without looking at all of it', function()
      local row = ('.'):rep(120) .. '\n'
      local _, cost, visited = path.find(TileMap(row:rep(60)), 1, 30, 120, 30)
      assert.are.equal(1190, cost)
      assert.are.equal(119, visited)
    end)
  end)

  describe('directions', function()
    it('name all eight winds', function()
      local x, y, route = 0, 0, { { x = 0, y = 0 } }
      for _, step in ipairs({ { 0, -1 }, { 1, 0 }, { 0, 1 }, { -1, 0 }, { 1, -1 }, { 1, 1 }, { -1, 1 }, { -1, -1 } }) do
        x, y = x + step[1], y + step[2]
        route[#route + 1] = { x = x, y = y }
      end
      assert.are.equal('n e s w ne se sw nw', letters(route))
    end)

    it('are none for a route of one place', function()
      assert.are.same({}, path.directions({ { x = 1, y = 1 } }))
    end)
  end)

  describe('draw', function()
    it('marks the route on a copy', function()
      local map = TileMap('...\n##.')
      local route = path.find(map, 1, 1, 3, 2)
      assert.are.equal('***\n##*', path.draw(map, route))
      assert.are.equal('ooo\n##o', path.draw(map, route, 'o'))
      assert.are.equal('...\n##.', tostring(map))
    end)
  end)
end)
