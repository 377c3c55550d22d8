local tables = require 'game.tables'

describe('tables', function()
  describe('keys', function()
    it('come in order', function()
      assert.are.same({ 'a', 'b', 'c' }, tables.keys({ c = 1, a = 2, b = 3 }))
      assert.are.same({ -5, 2, 10 }, tables.keys({ [10] = 1, [2] = 1, [-5] = 1 }))
    end)

    it('come by type and then in order', function()
      assert.are.same({ false, true, 1, 20, 'a', 'b' },
        tables.keys({ b = 1, [20] = 1, [true] = 1, a = 1, [false] = 1, [1] = 1 }))
    end)
  end)

  describe('sortedPairs', function()
    it('walks in the order of keys', function()
      local seen = {}
      for key, value in tables.sortedPairs({ b = 2, a = 1 }) do seen[#seen + 1] = key .. value end
      assert.are.same({ 'a1', 'b2' }, seen)
    end)

    it('goes on when a field is removed on the way', function()
      local map, seen = { a = 1, b = 2, c = 3 }, {}
      for key in tables.sortedPairs(map) do
        seen[#seen + 1] = key
        map[key] = nil
      end
      assert.are.same({ 'a', 'b', 'c' }, seen)
    end)

    it('meets the key false', function()
      local seen = 0
      for _ in tables.sortedPairs({ [false] = 'no', [true] = 'yes' }) do seen = seen + 1 end
      assert.are.equal(2, seen)
    end)
  end)

  it('counts every field', function()
    assert.are.equal(0, tables.size({}))
    assert.are.equal(3, tables.size({ 1, 2, x = 3 }))
  end)

  describe('lists', function()
    it('are mapped with value and index', function()
      local convert = spy.new(function(value, index) return value .. index end)
      assert.are.same({ 'a1', 'b2' }, tables.map({ 'a', 'b' }, convert))
      assert.spy(convert).was.called_with('b', 2)
      assert.spy(convert).returned_with('b2')
    end)

    it('are filtered', function()
      assert.are.same({ 2, 4 }, tables.filter({ 1, 2, 3, 4 }, function(n) return n % 2 == 0 end))
    end)

    it('are folded from the left', function()
      assert.are.equal('>abc', tables.fold({ 'a', 'b', 'c' }, '>', function(sum, word) return sum .. word end))
      assert.are.equal('>', tables.fold({}, '>', error))
    end)

    it('are searched for the first', function()
      assert.are.equal(2, tables.indexOf({ 'a', 'b', 'b' }, 'b'))
      assert.is_nil(tables.indexOf({ 'a' }, 'z'))
    end)

    local slices = { { 2, 3, { 'b', 'c' } }, { 1, 9, { 'a', 'b', 'c', 'd' } }, { 3, 2, {} }, { 5, 9, {} } }
    for _, slice in ipairs(slices) do
      it(string.format('are sliced from %d to %d', slice[1], slice[2]), function()
        assert.are.same(slice[3], tables.slice({ 'a', 'b', 'c', 'd' }, slice[1], slice[2]))
      end)
    end
  end)

  describe('copy', function()
    it('shares nothing with the original', function()
      local original = { list = { 1, { deep = true } }, name = 'x' }
      local copy = tables.copy(original)
      assert.are.same(original, copy)
      assert.are_not.equal(original.list, copy.list)
      assert.are_not.equal(original.list[2], copy.list[2])
    end)

    it('gives back what is no table', function()
      for _, value in ipairs({ 5, 'text', true, print }) do assert.are.equal(value, tables.copy(value)) end
      assert.is_nil(tables.copy(nil))
    end)
  end)

  describe('equals', function()
    local pairsOf = {
      { {}, {}, true },
      { { 1, { 2 } }, { 1, { 2 } }, true },
      { { 1, 2 }, { 1 }, false },
      { { 1 }, { 1, 2 }, false },
      { { a = { b = 1 } }, { a = { b = 2 } }, false },
      { { a = false }, {}, false },
      { {}, { a = false }, false },
      { {}, 'table', false },
      { 1, 1, true },
      { '1', 1, false },
    }
    for index, pair in ipairs(pairsOf) do
      it('is ' .. tostring(pair[3]) .. ' for pair ' .. index .. ' both ways', function()
        assert.are.equal(pair[3], tables.equals(pair[1], pair[2]))
        assert.are.equal(pair[3], tables.equals(pair[2], pair[1]))
      end)
    end
  end)
end)
