local ranking = require 'game.ranking'

local function names(list)
  local result = {}
  for index, entry in ipairs(list) do result[index] = entry.name end
  return table.concat(result, ' ')
end

describe('ranking', function()
  local league

  before_each(function()
    league = {
      { name = 'dara', score = 10, age = 3 },
      { name = 'bran', score = 30, age = 1 },
      { name = 'cole', score = 10, age = 2 },
      { name = 'anna', score = 30, age = 4 },
    }
  end)

  describe('by', function()
    local orders = {
      { { 'name' }, 'anna bran cole dara' },
      { { '-name' }, 'dara cole bran anna' },
      { { '-score', 'name' }, 'anna bran cole dara' },
      { { 'score', '-age' }, 'dara cole anna bran' },
    }
    for _, order in ipairs(orders) do
      it('sorts by ' .. table.concat(order[1], ' and then '), function()
        table.sort(league, ranking.by((unpack or table.unpack)(order[1])))
        assert.are.equal(order[2], names(league))
      end)
    end

    it('puts neither of two equals first', function()
      local before = ranking.by('score')
      assert.is_false(before(league[1], league[3]))
      assert.is_false(before(league[3], league[1]))
    end)
  end)

  describe('stableSort', function()
    it('keeps equals as they came', function()
      ranking.stableSort(league, ranking.by('score'))
      assert.are.equal('dara cole bran anna', names(league))
    end)

    it('sorts in place and returns the list', function()
      assert.are.equal(league, ranking.stableSort(league, ranking.by('name')))
    end)

    it('takes lists of none and of one', function()
      local before = spy.new(function() return false end)
      assert.are.same({}, ranking.stableSort({}, before))
      assert.are.same({ 1 }, ranking.stableSort({ 1 }, before))
      assert.spy(before).was_not.called()
    end)

    for size = 2, 9 do
      it('sorts ' .. size .. ' numbers from the wrong end', function()
        local list, expected = {}, {}
        for index = 1, size do list[index], expected[index] = size + 1 - index, index end
        assert.are.same(expected, ranking.stableSort(list, function(a, b) return a < b end))
      end)
    end
  end)

  describe('places', function()
    it('are shared by equals, and the next is skipped', function()
      ranking.stableSort(league, ranking.by('-score'))
      league[5] = { name = 'finn', score = 5 }
      assert.are.same({ 1, 1, 3, 3, 5 }, ranking.places(league, 'score'))
    end)

    it('are none for nobody', function()
      assert.are.same({}, ranking.places({}, 'score'))
    end)
  end)

  describe('top', function()
    it('takes the first few of a copy', function()
      assert.are.equal('anna bran', names(ranking.top(league, 2, ranking.by('name'))))
      assert.are.equal('dara bran cole anna', names(league))
    end)

    it('takes all when there are fewer', function()
      assert.are.equal(4, #ranking.top(league, 10, ranking.by('name')))
    end)

    it('takes nobody for zero', function()
      assert.are.same({}, ranking.top(league, 0, ranking.by('name')))
    end)
  end)

  describe('lowerBound', function()
    local function key(entry) return entry end
    local list = { 10, 20, 20, 30 }
    local cases = { { 5, 1 }, { 10, 1 }, { 11, 2 }, { 20, 2 }, { 21, 4 }, { 30, 4 }, { 31, 5 } }
    for _, case in ipairs(cases) do
      it(string.format('of %d is %d', case[1], case[2]), function()
        assert.are.equal(case[2], ranking.lowerBound(list, case[1], key))
      end)
    end

    it('of anything in an empty list is 1', function()
      assert.are.equal(1, ranking.lowerBound({}, 7, key))
    end)
  end)
end)
