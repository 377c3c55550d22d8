local TileMap = require 'game.tilemap'

describe('TileMap', function()
  local map

  before_each(function()
    map = TileMap([[
      #####
      #.+~#
      #@%^T
    ]])
  end)

  it('ignores how the rows are indented', function()
    assert.are.equal(5, map.width)
    assert.are.equal(3, map.height)
    assert.are.equal('#####\n#.+~#\n#@%^T', tostring(map))
  end)

  it('is empty for an empty drawing', function()
    local empty = TileMap('\n  \n')
    assert.are.same({ 0, 0 }, { empty.width, empty.height })
  end)

  it('wants rows of one length', function()
    assert.has_error(function() TileMap('...\n....') end, { code = 'ragged', row = 2 })
  end)

  describe('places', function()
    it('are inside or outside', function()
      assert.is_true(map:contains(1, 1))
      assert.is_true(map:contains(5, 3))
      for _, place in ipairs({ { 0, 1 }, { 1, 0 }, { 6, 1 }, { 1, 4 } }) do
        assert.is_false(map:contains(place[1], place[2]))
      end
    end)

    it('have an index that leads back to them', function()
      for x, y in map:each() do
        assert.are.same({ x, y }, { map:position(map:index(x, y)) })
      end
      assert.are.equal(6, map:index(1, 2))
    end)

    it('hold a symbol', function()
      assert.are.equal('@', map:get(2, 3))
      assert.is_nil(map:get(9, 9))
    end)

    it('can be changed, inside the map', function()
      assert.is_true(map:set(2, 2, '>'))
      assert.are.equal('>', map:get(2, 2))
      assert.is_false(map:set(0, 2, '>'))
    end)
  end)

  describe('tiles', function()
    local tiles = {
      { '.', 'floor', 1, false, false }, { '#', 'wall', nil, true, true }, { '+', 'door', 2, false, true },
      { '~', 'water', 4, false, false }, { '^', 'rubble', 3, false, false }, { 'T', 'tree', nil, true, true },
      { '%', 'window', nil, true, false }, { '@', 'marker', 1, false, false },
    }
    for _, tile in ipairs(tiles) do
      it(tile[1] .. ' is a ' .. tile[2], function()
        local small = TileMap(tile[1])
        assert.are.equal(tile[2], small:kind(1, 1).name)
        assert.are.equal(tile[3], small:cost(1, 1))
        assert.are.equal(tile[4], small:isSolid(1, 1))
        assert.are.equal(tile[5], small:isOpaque(1, 1))
      end)
    end

    it('are solid and opaque outside', function()
      assert.is_true(map:isSolid(0, 0))
      assert.is_true(map:isOpaque(0, 0))
      assert.are.equal('outside', map:kind(0, 0).name)
    end)
  end)

  describe('find', function()
    it('gives the first place from the top left', function()
      assert.are.same({ 2, 3 }, { map:find('@') })
      assert.are.same({ 1, 1 }, { map:find('#') })
    end)

    it('gives nil when there is none', function()
      assert.is_nil(map:find('?'))
    end)
  end)

  it('walks row by row', function()
    local seen = {}
    for x, y, symbol in TileMap('ab\ncd'):each() do seen[#seen + 1] = x .. y .. symbol end
    assert.are.same({ '11a', '21b', '12c', '22d' }, seen)
  end)

  describe('copy', function()
    it('equals the original until one of them changes', function()
      local copy = map:copy()
      assert.is_true(copy == map)
      assert.are_not.equal(rawget(copy, 'tiles'), rawget(map, 'tiles'))
      copy:set(2, 2, '~')
      assert.is_false(copy == map)
      assert.are.equal('.', map:get(2, 2))
    end)
  end)
end)
