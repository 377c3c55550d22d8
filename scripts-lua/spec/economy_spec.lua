local Market = require 'game.economy'

describe('Market', function()
  local goods, market

  before_each(function()
    goods = {
      bread = { base = 10, stock = 20, target = 20, made = 4, used = 6 },
      fish = { base = 8, stock = 10, target = 20, used = 1, spoils = 50 },
      iron = { base = 30, stock = 100, target = 10 },
    }
    market = Market('Harrow', goods)
  end)

  describe('price', function()
    local cases = {
      { 'the base price at the target', 20, 10 },
      { 'twice as much at half the target', 10, 20 },
      { 'four times as much at most', 1, 40 },
      { 'four times as much when sold out', 0, 40 },
      { 'half as much at twice the target', 40, 5 },
      { 'a quarter at least', 4000, 2 },
    }
    for _, case in ipairs(cases) do
      it('is ' .. case[1], function()
        market.goods.bread.stock = case[2]
        assert.are.equal(case[3], market:price('bread'))
      end)
    end

    it('is never less than a coin', function()
      market.goods.bread.base = 1
      market.goods.bread.stock = 500
      assert.are.equal(1, market:price('bread'))
    end)

    it('does not exist for what is not traded', function()
      assert.has_error(function() market:price('salt') end, { code = 'not traded', good = 'salt', market = 'Harrow' })
    end)
  end)

  it('lists all prices', function()
    assert.are.same({ bread = 10, fish = 16, iron = 7 }, market:prices())
  end)

  it('keeps its own stock', function()
    market:buy('bread', 5, 1000)
    assert.are.equal(20, goods.bread.stock)
    assert.are.equal(15, market.goods.bread.stock)
  end)

  describe('tick', function()
    it('produces, consumes and spoils', function()
      assert.are.same({}, market:tick())
      assert.are.equal(1, market.day)
      assert.are.equal(18, market.goods.bread.stock)
      assert.are.equal(5, market.goods.fish.stock)
      assert.are.equal(100, market.goods.iron.stock)
    end)

    it('reports shortages in the order of names', function()
      market.goods.iron.used = 200
      market.goods.bread.stock = 1
      assert.are.same({ 'bread', 'iron' }, market:tick())
      assert.are.equal(0, market.goods.bread.stock)
    end)

    it('does not lose a shortage to spoilage', function()
      market.goods.fish.stock = 0
      assert.are.same({ 'fish' }, market:tick())
      assert.are.equal(0, market.goods.fish.stock)
    end)
  end)

  describe('buy', function()
    it('costs more piece by piece', function()
      local bought, spent = market:buy('bread', 3, 1000)
      assert.are.equal(3, bought)
      assert.are.equal(10 + 10 + 11, spent)
      assert.are.equal(531, market.coins)
    end)

    it('ends with the purse', function()
      local bought, spent = market:buy('bread', 10, 25)
      assert.are.equal(2, bought)
      assert.are.equal(20, spent)
    end)

    it('ends with the stock', function()
      assert.are.equal(20, (market:buy('bread', 100, 100000)))
      assert.are.equal(0, market.goods.bread.stock)
    end)
  end)

  describe('sell', function()
    it('pays nine tenths of a falling price', function()
      local sold, earned = market:sell('bread', 2)
      assert.are.equal(2, sold)
      assert.are.equal(8 + 8, earned)
      assert.are.equal(484, market.coins)
      assert.are.equal(22, market.goods.bread.stock)
    end)

    it('ends with the coins of the market', function()
      market.coins = 20
      local sold, earned = market:sell('bread', 9)
      assert.are.equal(2, sold)
      assert.are.equal(16, earned)
      assert.are.equal(4, market.coins)
    end)

    it('spends the last coin of the market', function()
      market.coins = 8
      assert.are.same({ 1, 8 }, { market:sell('bread', 3) })
      assert.are.equal(0, market.coins)
    end)

    it('never pays all back that was just spent', function()
      local bought, spent = market:buy('fish', 6, 1000)
      local sold, earned = market:sell('fish', 6)
      assert.are.equal(bought, sold)
      assert.is_true(earned < spent)
      assert.are.near(0.9, earned / spent, 0.03)
    end)
  end)

  it('mints no coins for one who buys and sells back at low stock', function()
    market.goods.fish.stock = 7
    local _, spent = market:buy('fish', 2, 1000)
    local _, earned = market:sell('fish', 2)
    assert.is_true(earned <= spent)
  end)

  describe('bestTrade', function()
    it('finds what gains most', function()
      local port = Market('Port', { fish = { base = 8, stock = 50, target = 20 }, iron = { base = 30, stock = 10, target = 10 } })
      local name, gain = Market.bestTrade(market, port)
      assert.are.equal('iron', name)
      assert.are.equal(23, gain)
      assert.are.same({ 'fish', 13 }, { Market.bestTrade(port, market) })
    end)

    it('takes the first name when two gain the same', function()
      local twin = Market('Twin', goods)
      assert.are.same({ 'bread', 0 }, { Market.bestTrade(market, twin) })
    end)

    it('finds nothing where no good is traded in both', function()
      assert.is_nil((Market.bestTrade(market, Market('Mine', { gems = { base = 90, stock = 1, target = 1 } }))))
    end)
  end)
end)
