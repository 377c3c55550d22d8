local Damage = require 'game.damage'

describe('Damage', function()
  local blow

  before_each(function() blow = Damage({ slash = 6, fire = 3 }) end)

  it('adds its types up', function()
    assert.are.equal(9, blow:total())
    assert.are.equal(0, Damage():total())
  end)

  it('forgets types of nothing', function()
    assert.are.same({ fire = 1 }, Damage({ fire = 1, frost = 0 }).parts)
  end)

  it('knows its types', function()
    assert.has_error(function() Damage({ sarcasm = 3 }) end, 'unknown damage type: sarcasm')
  end)

  it('does not keep the table that it was made from', function()
    local parts = { slash = 6 }
    local made = Damage(parts)
    parts.slash = 60
    assert.are.equal(6, made:total())
  end)

  describe('against resistances', function()
    local cases = {
      { 'none', {}, { slash = 6, fire = 3 } },
      { 'half', { slash = 50 }, { slash = 3, fire = 3 } },
      { 'half of an odd number, rounded down', { fire = 50 }, { slash = 6, fire = 1 } },
      { 'all', { slash = 100, fire = 100 }, {} },
      { 'more than all, which heals', { fire = 200 }, { slash = 6, fire = -3 } },
      { 'less than none, which hurts more', { slash = -50 }, { slash = 9, fire = 3 } },
      { 'those to something else', { holy = 100 }, { slash = 6, fire = 3 } },
    }
    for _, case in ipairs(cases) do
      it('is reduced by ' .. case[1], function()
        assert.are.same(case[3], blow:against(case[2]).parts)
      end)
    end

    it('leaves the original alone', function()
      blow:against({ slash = 100 })
      assert.are.equal(9, blow:total())
    end)
  end)

  describe('arithmetic', function()
    it('adds type by type', function()
      assert.are.equal(Damage({ slash = 6, fire = 5, frost = 1 }), blow + Damage({ fire = 2, frost = 1 }))
    end)

    it('multiplies from either side and rounds down', function()
      assert.are.same({ slash = 9, fire = 4 }, (blow * 1.5).parts)
      assert.are.same({ slash = 12, fire = 6 }, (2 * blow).parts)
    end)

    it('vanishes when multiplied by nothing', function()
      assert.are.equal('no damage', tostring(blow * 0))
    end)
  end)

  describe('comparison', function()
    it('calls equal what has the same types', function()
      assert.is_true(blow == Damage({ fire = 3, slash = 6 }))
      assert.is_false(blow == Damage({ fire = 6, slash = 3 }))
    end)

    it('orders by the total', function()
      assert.is_true(Damage({ frost = 8 }) < blow)
      assert.is_true(blow <= Damage({ frost = 9 }))
      assert.is_false(blow < Damage({ frost = 9 }))
      assert.is_true(blow > Damage())
    end)
  end)

  it('prints its types in their own order', function()
    assert.are.equal('6 slash + 3 fire', tostring(blow))
    assert.are.equal('You take 6 slash + 3 fire', 'You take ' .. blow)
    assert.are.equal('6 slash + 3 fire!', blow .. '!')
  end)
end)
