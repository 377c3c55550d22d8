local LootTable = require 'game.loot'
local helper = require 'spec.helper'

local loaded = helper.loaded

describe('LootTable', function()
  local coins, chest

  before_each(function()
    coins = LootTable('coins', { { item = 'copper', min = 2, max = 7, weight = 3 }, { item = 'gold', weight = 1 } })
    chest = LootTable('chest', {
      { item = 'key', always = true },
      { item = 'torch', weight = 5, min = 3 },
      { table = coins, weight = 3, min = 2 },
      { weight = 2 },
    })
  end)

  describe('choose', function()
    local tickets = { [1] = 'torch', [5] = 'torch', [6] = 'table', [8] = 'table', [9] = 'nothing', [10] = 'nothing' }
    for _, ticket in ipairs({ 1, 5, 6, 8, 9, 10 }) do
      it(string.format('gives %s for ticket %d of ten', tickets[ticket], ticket), function()
        local entry = chest:choose(loaded(ticket))
        assert.are.equal(tickets[ticket], entry.item or (entry.table and 'table') or 'nothing')
      end)
    end

    it('draws among all weights', function()
      local pick = spy.new(function() return 1 end)
      chest:choose(pick)
      assert.spy(pick).was.called(1)
      assert.spy(pick).was.called_with(10)
    end)

    it('draws nothing where there is nothing to draw', function()
      local pick = spy.new(function() return 1 end)
      assert.is_nil(LootTable('sure', { { item = 'key', always = true } }):choose(pick))
      assert.spy(pick).was_not.called()
    end)
  end)

  describe('drop', function()
    it('has always what is always there', function()
      assert.are.same({ key = 1 }, chest:drop(loaded(10)))
    end)

    it('gives the least number when there is no greatest', function()
      assert.are.same({ key = 1, torch = 3 }, chest:drop(loaded(1)))
    end)

    it('draws the number between least and greatest', function()
      assert.are.same({ copper = 2 }, coins:drop(loaded(1, 1)))
      local pick = spy.new(loaded(3, 6))
      assert.are.same({ copper = 7 }, coins:drop(pick))
      assert.spy(pick).was.called_with(6)
    end)

    it('draws from another table as often as the entry says', function()
      assert.are.same({ key = 1, copper = 4, gold = 1 }, chest:drop(loaded(7, 2, 3, 4)))
    end)

    it('adds to what is there', function()
      local sack = { key = 1, gold = 2 }
      local drop = coins:drop(loaded(4), sack)
      assert.are.equal(sack, drop)
      assert.are.same({ key = 1, gold = 3 }, sack)
    end)

    it('has the table itself as a short form', function()
      assert.are.same({ gold = 1 }, coins(loaded(4)))
    end)

    it('stops in tables that name each other', function()
      local a, b
      a = LootTable('a', { { item = 'dust', weight = 1 } })
      b = LootTable('b', { { table = a, weight = 1 } })
      a.entries[1] = { table = b, weight = 1 }
      local ok, problem = pcall(a.drop, a, function() return 1 end)
      assert.is_false(ok)
      assert.are.equal('loot too deep', problem.code)
    end)
  end)

  describe('chances', function()
    it('share a thousand picks', function()
      local chances = chest:chances()
      assert.are.near(500, chances.torch, 1e-9)
      assert.are.near(225, chances.copper, 1e-9)
      assert.are.near(75, chances.gold, 1e-9)
      assert.are.near(200, chances.nothing, 1e-9)
    end)

    it('take another scale', function()
      assert.are.near(0.75, coins:chances(1).copper, 1e-12)
    end)

    it('stop in a table that names itself', function()
      coins.entries[1] = { table = coins, weight = 3 }
      assert.has_error(function() coins:chances() end, { code = 'loot too deep', table = 'coins' })
    end)
  end)

  it('needs weights of at least one', function()
    assert.has_error(function() LootTable('bad', { { item = 'dust', weight = 0 } }) end,
      { code = 'bad weight', table = 'bad' })
  end)
end)
