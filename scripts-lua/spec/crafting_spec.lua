local crafting = require 'game.crafting'
local Inventory = require 'game.inventory'

require 'spec.helper'

describe('crafting', function()
  local pack

  before_each(function() pack = Inventory(12, 2000) end)

  describe('materials', function()
    it('goes down to what cannot be made', function()
      assert.are.same({ ['iron ore'] = 6, coal = 3, leather = 1, plank = 1 }, crafting.materials('iron sword'))
    end)

    it('rounds up to whole batches', function()
      assert.are.same({ plank = 1, coal = 1 }, crafting.materials('torch', 4))
      assert.are.same({ plank = 2, coal = 2 }, crafting.materials('torch', 5))
    end)

    it('is the thing itself where there is no recipe', function()
      assert.are.same({ herb = 7 }, crafting.materials('herb', 7))
    end)

    it('takes other recipes', function()
      local recipes = { pie = { makes = 2, needs = { apple = 3, dough = 1 } }, dough = { makes = 1, needs = { flour = 2 } } }
      assert.are.same({ apple = 6, flour = 4 }, crafting.materials('pie', 3, recipes))
    end)

    it('finds a thing that is made of itself', function()
      local recipes = { egg = { makes = 1, needs = { hen = 1 } }, hen = { makes = 1, needs = { egg = 1 } } }
      assert.has_error(function() crafting.materials('hen', 1, recipes) end, { code = 'recipe loop', item = 'hen' })
    end)

    it('lets two parts share a material', function()
      local recipes = { cart = { makes = 1, needs = { wheel = 2, box = 1 } },
        wheel = { makes = 1, needs = { plank = 2 } }, box = { makes = 1, needs = { plank = 5 } } }
      assert.are.same({ plank = 9 }, crafting.materials('cart', 1, recipes))
    end)
  end)

  describe('missing', function()
    it('counts what the backpack lacks for one batch', function()
      pack:add('plank', 1)
      assert.are.same({ plank = 3, leather = 2, ['iron ingot'] = 1 }, crafting.missing(pack, 'shield'))
    end)

    it('is empty when all is there', function()
      pack:add('herb', 3)
      assert.are.same({}, crafting.missing(pack, 'potion'))
    end)

    it('is empty for what has no recipe', function()
      assert.are.same({}, crafting.missing(pack, 'ruby'))
    end)
  end)

  describe('make', function()
    it('uses up the parts', function()
      pack:add('herb', 4)
      assert.are.same({ 'potion' }, crafting.make(pack, 'potion'))
      assert.has_item(pack, 'potion', 1)
      assert.has_item(pack, 'herb', 1)
    end)

    it('makes missing parts first', function()
      pack:add('iron ore', 6)
      pack:add('coal', 3)
      pack:add('leather', 1)
      pack:add('plank', 1)
      assert.are.same({ 'iron ingot', 'iron ingot', 'iron ingot', 'iron sword' }, crafting.make(pack, 'iron sword'))
      assert.are.equal('1 iron sword', tostring(pack))
    end)

    it('names the material that ran out and keeps the parts made', function()
      pack:add('iron ore', 9)
      pack:add('coal', 9)
      local steps, lacking = crafting.make(pack, 'iron sword')
      assert.is_nil(steps)
      assert.are.equal('leather', lacking)
      assert.has_item(pack, 'iron ingot', 3)
      assert.has_no.item(pack, 'iron sword')
    end)

    it('cannot make what has no recipe', function()
      local steps, lacking = crafting.make(pack, 'ruby')
      assert.is_nil(steps)
      assert.are.equal('ruby', lacking)
    end)

    it('asks the backpack once for each part when all is there', function()
      pack:add('plank', 1)
      pack:add('coal', 1)
      local removed = spy.on(pack, 'remove')
      crafting.make(pack, 'torch')
      assert.spy(removed).was.called(2)
      assert.spy(removed).was.called_with(match._, 'plank', 1)
      assert.spy(removed).was.called_with(match._, 'coal', 1)
    end)

    it('keeps what it made when the backpack has no slot left for it', function()
      pending('make() cannot give the parts back yet')
      local pouch = Inventory(1, 2000)
      pouch:add('herb', 4)
      crafting.make(pouch, 'potion')
      assert.has_item(pouch, 'herb', 4)
    end)
  end)
end)
