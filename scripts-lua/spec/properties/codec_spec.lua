local codec = require 'game.codec'

local state = gen.record({
  name = gen.string(),
  health = gen.number(-1000000, 1000000),
  level = gen.int(-9007199254740991, 9007199254740991),
  alive = gen.boolean(),
  pack = gen.list(gen.record({ item = gen.string({ min = 1 }), count = gen.int(1, 99) }), { max = 6 }),
  scores = gen.list(gen.list(gen.number(-1, 1), { max = 3 }), { max = 3 }),
})

describe('any state', function()
  it('comes back from its bytes', function()
    for_all(state, function(value)
      assert.are.same(value, codec.decode(codec.encode(value)))
    end)
  end)

  it('has the same bytes after a round trip', function()
    for_all(state, function(value)
      local bytes = codec.encode(value)
      assert.are.equal(bytes, codec.encode(codec.decode(bytes)))
    end)
  end)

  it('is damaged when its end is cut off', function()
    for_all(state, gen.int(1, 10), function(value, lost)
      local bytes = codec.encode(value):sub(1, -1 - lost)
      local ok, problem = pcall(codec.decode, bytes)
      assert.is_false(ok)
      assert.are.equal('damaged', problem.code)
    end)
  end)
end)
