local Market = require 'game.economy'

local goods = gen.record({
  base = gen.int(1, 200),
  stock = gen.int(0, 60),
  target = gen.int(1, 40),
})

describe('any market', function()
  it('makes nobody rich who sells back what they bought', function()
    for_all(goods, gen.int(1, 20), gen.int(0, 2000), function(good, count, purse)
      local market = Market('Harrow', { salt = good })
      local bought, spent = market:buy('salt', count, purse)
      local sold, earned = market:sell('salt', bought)
      assert.is_true(spent <= purse)
      assert.is_true(sold <= bought)
      assert.is_true(earned <= spent)
    end)
  end)

  it('never asks less for what is scarcer', function()
    for_all(goods, gen.int(1, 30), function(good, more)
      local market = Market('Harrow', { salt = good })
      local scarce = market:price('salt')
      market.goods.salt.stock = market.goods.salt.stock + more
      assert.is_true(market:price('salt') <= scarce)
    end)
  end)
end)
