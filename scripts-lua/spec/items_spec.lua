local items = require 'game.items'

describe('items', function()
  it('gives what an item weighs, costs and how it stacks', function()
    assert.are.same({ kind = 'potion', weight = 5, value = 25, stack = 5 }, items.get('potion'))
  end)

  it('knows which items exist', function()
    assert.is_true(items.exists('torch'))
    assert.is_false(items.exists('Torch'))
    assert.is_false(items.exists(''))
  end)

  it('raises for an item that does not', function()
    assert.has_error(function() items.get('moon') end, { code = 'unknown item', item = 'moon' })
  end)

  it('names them in order and once each', function()
    local names = items.names()
    assert.are.equal(16, #names)
    assert.are.equal('arrow', names[1])
    assert.are.equal('torch', names[16])
    assert.is_unique(names)
    for index = 2, #names do assert.is_true(names[index - 1] < names[index]) end
  end)

  it('gives a list of names that callers may change', function()
    items.names()[1] = 'spoiled'
    assert.are.equal('arrow', items.names()[1])
  end)

  describe('catalogue', function()
    for _, name in ipairs(items.names()) do
      it('has sound numbers for ' .. name, function()
        local item = items.get(name)
        assert.is_string(item.kind)
        assert.is_true(item.weight >= 0 and item.weight % 1 == 0)
        assert.is_true(item.value >= 0 and item.value % 1 == 0)
        assert.is_true(item.stack >= 1 and item.stack % 1 == 0)
      end)
    end
  end)
end)
