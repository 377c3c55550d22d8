local Inventory = require 'game.inventory'
local items = require 'game.items'

local item = gen.element(items.names())
local order = gen.list(gen.record({ item = item, count = gen.int(0, 30) }), { max = 12 })
local slots, capacity = gen.int(1, 6), gen.int(0, 300)

describe('any backpack', function()
  it('keeps to its slots, its weight and the size of stacks', function()
    for_all(slots, capacity, order, function(size, limit, wanted)
      local pack = Inventory(size, limit)
      for _, entry in ipairs(wanted) do
        local before = pack:count(entry.item)
        local left = pack:add(entry.item, entry.count)
        assert.are.equal(before + entry.count, pack:count(entry.item) + left)
      end
      assert.is_true(#pack.slots <= size)
      assert.is_true(pack:weight() <= limit)
      for _, slot in ipairs(pack.slots) do
        assert.is_true(slot.count >= 1 and slot.count <= items.get(slot.item).stack)
      end
    end)
  end)

  it('loses nothing on the way into a chest', function()
    for_all(slots, capacity, order, item, gen.int(0, 40), function(size, limit, wanted, name, count)
      local pack, chest = Inventory(6, 2000), Inventory(size, limit)
      for _, entry in ipairs(wanted) do pack:add(entry.item, entry.count) end
      local before = pack:count(name)
      local moved = pack:transfer(chest, name, count)
      assert.are.equal(moved, chest:count(name))
      assert.are.equal(before, pack:count(name) + moved)
    end)
  end)

  it('holds the same after it was sorted', function()
    for_all(slots, capacity, order, function(size, limit, wanted)
      local pack = Inventory(size, limit)
      for _, entry in ipairs(wanted) do pack:add(entry.item, entry.count) end
      local before = pack:totals()
      pack:sort()
      assert.are.same(before, pack:totals())
    end)
  end)
end)
