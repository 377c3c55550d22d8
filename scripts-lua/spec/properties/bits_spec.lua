local bits = require 'game.bits'

local word = gen.int(0, 4294967295)

describe('any two words of 32 bits', function()
  it('come back when one is exclusive-ored twice', function()
    for_all(word, word, function(a, b)
      assert.are.equal(a, bits.bxor(bits.bxor(a, b), b))
    end)
  end)

  it('follow De Morgan', function()
    for_all(word, word, function(a, b)
      assert.are.equal(bits.bnot(bits.band(a, b)), bits.bor(bits.bnot(a), bits.bnot(b)))
    end)
  end)

  it('turn all the way round', function()
    for_all(word, gen.int(0, 31), function(a, count)
      assert.are.equal(a, bits.rol(bits.rol(a, count), 32 - count))
    end)
  end)
end)
