local formula = require 'game.formula'

local function evaluate(source, scope)
  return formula.compile(source)(scope or {})
end

describe('formula', function()
  describe('arithmetic', function()
    local cases = {
      { '7', 7 }, { ' 1 + 2 ', 3 }, { '1+2*3', 7 }, { '(1+2)*3', 9 }, { '10-2-3', 5 }, { '-4+1', -3 },
      { '--4', 4 }, { '2*-3', -6 }, { '7/2', 3 }, { '-7/2', -4 }, { '12/2/3', 2 }, { '2*3/4*5', 5 },
      { 'max(1, 5)', 5 }, { 'min(1, 5)', 1 }, { 'abs(3-10)', 7 }, { 'max(min(9, 4), abs(-2))', 4 },
    }
    for _, case in ipairs(cases) do
      it(case[1] .. ' is ' .. case[2], function()
        assert.are.equal(case[2], evaluate(case[1]))
      end)
    end
  end)

  describe('names', function()
    it('come from the scope', function()
      assert.are.equal(17, evaluate('level * 3 + bonus', { level = 5, bonus = 2 }))
    end)

    it('are looked up at each call', function()
      local hit = formula.compile('strength + 1')
      local scope = { strength = 3 }
      assert.are.equal(4, hit(scope))
      scope.strength = 10
      assert.are.equal(11, hit(scope))
    end)

    it('may be those of functions', function()
      assert.are.equal(6, evaluate('max + abs', { max = 4, abs = 2 }))
    end)

    it('must have a value', function()
      assert.has_error(function() evaluate('luck') end, { code = 'formula', message = 'no value for luck' })
    end)
  end)

  describe('dice', function()
    local roll

    before_each(function()
      roll = spy.new(function(sides, count) return sides * count end)
    end)

    it('are rolled by the scope', function()
      assert.are.equal(12 + 4, evaluate('2d6 + 4', { roll = roll }))
      assert.spy(roll).was.called_with(6, 2)
    end)

    it('come one at a time when no number is said', function()
      evaluate('d20', { roll = roll })
      assert.spy(roll).was.called_with(20, 1)
    end)

    it('are not rolled by compiling', function()
      formula.compile('3d8')
      assert.spy(roll).was_not.called()
    end)

    it('fall from left to right', function()
      evaluate('1d4 - 2d6 * (3d8 + 4d10)', { roll = roll })
      local order = {}
      for index, call in ipairs(roll.calls) do order[index] = call.vals[2] end
      assert.are.same({ 1, 2, 3, 4 }, order)
    end)
  end)

  it('does not divide by zero', function()
    local share = formula.compile('gold / heads')
    assert.are.equal(3, share({ gold = 7, heads = 2 }))
    assert.has_error(function() share({ gold = 7, heads = 0 }) end, { code = 'formula', message = 'division by zero' })
  end)

  describe('mistakes', function()
    local mistakes = {
      { '', 1, 'expected a value' },
      { '1 +', 4, 'expected a value' },
      { '(1 + 2', 7, 'expected )' },
      { '1 2', 3, 'unexpected 2' },
      { '3 $', 3, 'unexpected $' },
      { 'sqrt(4)', 6, 'unknown function sqrt' },
      { 'max(1)', 7, 'max takes 2' },
      { 'abs(1, 2)', 10, 'abs takes 1' },
      { 'max()', 5, 'expected a value' },
    }
    for _, mistake in ipairs(mistakes) do
      it(string.format('"%s" is one at %d', mistake[1], mistake[2]), function()
        assert.has_error(function() formula.compile(mistake[1]) end,
          { code = 'formula', at = mistake[2], message = mistake[3] })
      end)
    end
  end)
end)
