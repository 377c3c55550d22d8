local save = require 'game.save'

local state = gen.record({
  hero = gen.record({ name = gen.string(), level = gen.int(1, 99), health = gen.number(0, 500) }),
  flags = gen.list(gen.boolean(), { max = 8 }),
  journal = gen.list(gen.string({ alphabet = 'az \n\0\255', max = 30 }), { max = 4 }),
})

describe('any saved game', function()
  it('loads as it was saved', function()
    for_all(state, function(value)
      local restored = save.unpack(save.pack(value))
      assert.are.same(value, restored)
      assert.are.same({}, save.changes(value, restored))
    end)
  end)

  it('does not load when one byte changed', function()
    for_all(state, gen.int(1, 1000000), gen.int(1, 255), function(value, place, change)
      local bytes = save.pack(value)
      local index = (place - 1) % #bytes + 1
      local byte = string.char((bytes:byte(index) + change) % 256)
      local restored, reason = save.unpack(bytes:sub(1, index - 1) .. byte .. bytes:sub(index + 1))
      assert.is_nil(restored)
      assert.is_string(reason)
    end)
  end)
end)
