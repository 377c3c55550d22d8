local Inventory = require 'game.inventory'

require 'spec.helper'

describe('Inventory', function()
  local pack

  before_each(function() pack = Inventory(4, 100) end)

  describe('add', function()
    it('adds one when no number is said', function()
      assert.are.equal(0, pack:add('torch'))
      assert.has_item(pack, 'torch', 1)
    end)

    it('fills a stack before it opens another', function()
      pack:add('bread', 7)
      pack:add('bread', 5)
      assert.are.same({ { item = 'bread', count = 10 }, { item = 'bread', count = 2 } }, pack.slots)
    end)

    it('returns what weighs too much', function()
      assert.are.equal(2, pack:add('iron ingot', 7))
      assert.are.equal(100, pack:weight())
      assert.are.equal(1, pack:add('arrow', 1))
    end)

    it('returns what finds no slot', function()
      assert.are.equal(1, pack:add('ring', 5))
      assert.has_item(pack, 'ring', 4)
    end)

    it('takes what weighs nothing even when full', function()
      pack:add('iron ingot', 5)
      assert.are.equal(0, pack:add('key'))
    end)

    it('adds nothing when it carries too much already', function()
      pack:add('iron ingot', 5)
      pack.capacity = 50
      assert.are.equal(3, pack:add('torch', 3))
      assert.has_no.item(pack, 'torch')
    end)

    it('knows what there is in the world', function()
      assert.has_error(function() pack:add('excalibur') end, { code = 'unknown item', item = 'excalibur' })
      assert.are.same({}, pack.slots)
    end)
  end)

  describe('remove', function()
    before_each(function() pack:add('bread', 12) end)

    it('takes from the last stack first', function()
      assert.is_true(pack:remove('bread', 3))
      assert.are.same({ { item = 'bread', count = 9 } }, pack.slots)
    end)

    it('takes all or nothing', function()
      local before = tostring(pack)
      assert.is_false(pack:remove('bread', 13))
      assert.are.equal(before, tostring(pack))
    end)

    it('frees the slots of what is gone', function()
      assert.is_true(pack:remove('bread', 12))
      assert.are.same({}, pack.slots)
    end)

    it('takes one when no number is said', function()
      pack:remove('bread')
      assert.has_item(pack, 'bread', 11)
    end)

    it('leaves other items where they are', function()
      pack:add('torch', 2)
      pack:remove('bread', 12)
      assert.are.equal('2 torch', tostring(pack))
    end)
  end)

  describe('transfer', function()
    local chest

    before_each(function()
      chest = Inventory(2, 20)
      pack:add('torch', 9)
    end)

    it('moves as many as fit', function()
      assert.are.equal(4, pack:transfer(chest, 'torch', 9))
      assert.has_item(pack, 'torch', 5)
      assert.has_item(chest, 'torch', 4)
    end)

    it('moves as many as there are', function()
      pack:remove('torch', 7)
      assert.are.equal(2, pack:transfer(chest, 'torch', 50))
      assert.has_no.item(pack, 'torch')
    end)

    it('moves a single one', function()
      assert.are.equal(1, pack:transfer(chest, 'torch', 1))
      assert.has_item(pack, 'torch', 8)
    end)

    it('does not touch the backpack when nothing fits', function()
      stub(chest, 'add').returns(9)
      local removed = spy.on(pack, 'remove')
      assert.are.equal(0, pack:transfer(chest, 'torch', 9))
      assert.stub(chest.add).was.called_with(match.is_ref(chest), 'torch', 9)
      assert.spy(removed).was_not.called()
    end)
  end)

  it('adds up weight and value', function()
    pack:add('potion', 2)
    pack:add('iron sword')
    assert.are.equal(40, pack:weight())
    assert.are.equal(140, pack:value())
  end)

  it('sums its stacks', function()
    pack:add('bread', 15)
    pack:add('key')
    assert.are.same({ bread = 15, key = 1 }, pack:totals())
  end)

  describe('sort', function()
    it('orders by name and joins stacks', function()
      pack:add('torch', 3)
      pack:add('bread', 10)
      pack:add('arrow', 5)
      pack.slots[1].count = 2
      pack.slots[4] = { item = 'torch', count = 1 }
      pack:sort()
      assert.are.same({
        { item = 'arrow', count = 5 }, { item = 'bread', count = 10 }, { item = 'torch', count = 3 },
      }, pack.slots)
    end)
  end)

  describe('as text', function()
    it('lists what it holds by name', function()
      pack:add('torch', 2)
      pack:add('bread', 1)
      assert.are.equal('1 bread, 2 torch', tostring(pack))
      assert.are.equal('You carry 1 bread, 2 torch.', 'You carry ' .. pack .. '.')
    end)

    it('says so when it holds nothing', function()
      assert.are.equal('nothing', tostring(pack))
    end)
  end)

  it('equals another that holds the same, however stacked', function()
    local other = Inventory(9, 500)
    pack:add('bread', 12)
    other:add('bread', 6)
    assert.is_false(pack == other)
    other.slots[2] = { item = 'bread', count = 6 }
    assert.is_true(pack == other)
  end)
end)
