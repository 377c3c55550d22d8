local codec = require 'game.codec'
local save = require 'game.save'
local text = require 'game.text'

local function copyOf(bytes, index, byte)
  return bytes:sub(1, index - 1) .. string.char(byte) .. bytes:sub(index + 1)
end

describe('save', function()
  local state, bytes

  before_each(function()
    state = { hero = { name = 'Ysolde', level = 7 }, purse = { copper = 90210 }, pack = { 'torch', 'key' } }
    bytes = save.pack(state)
  end)

  describe('checksum', function()
    -- The check values of CRC-32 as everybody computes it.
    local vectors = {
      { '', 0 }, { 'a', 3904355907 }, { 'abc', 891568578 }, { '123456789', 3421780262 }, { '\0\0\0\0', 558161692 },
    }
    for _, vector in ipairs(vectors) do
      it('of ' .. text.hex(vector[1]) .. ' is ' .. string.format('%.0f', vector[2]), function()
        assert.are.equal(vector[2], save.checksum(vector[1]))
      end)
    end
  end)

  describe('pack', function()
    it('begins with the name of the format and its version', function()
      assert.are.equal('EMBR\2', bytes:sub(1, 5))
    end)

    it('says how long the state is', function()
      assert.are.equal(#codec.encode(state), bytes:byte(6))
      assert.are.equal(6 + bytes:byte(6) + 4, #bytes)
    end)

    it('ends with the checksum, highest byte first', function()
      assert.are.equal('36590018', text.hex(save.pack(true):sub(8)))
      assert.are.equal('cb3bf962', text.hex(save.pack(false):sub(8)))
    end)

    it('gives the same bytes for the same state', function()
      assert.are.equal(bytes, save.pack({ pack = { 'torch', 'key' }, purse = { copper = 90210 },
        hero = { level = 7, name = 'Ysolde' } }))
    end)

    it('lets errors of the codec through', function()
      assert.has_error(function() save.pack({ update = print }) end, { code = 'not storable', type = 'function' })
    end)
  end)

  describe('unpack', function()
    it('gives the state back', function()
      assert.are.same(state, save.unpack(bytes))
    end)

    it('gives back a state longer than one byte of length', function()
      local long = { journal = ('Day 1. Rain. '):rep(200) }
      assert.are.same(long, save.unpack(save.pack(long)))
    end)

    local refused = {
      { 'nothing', function() return '' end, 'not a save file' },
      { 'another format', function() return 'PNG' .. bytes end, 'not a save file' },
      { 'little more than a name', function() return 'EMBR\2\1t' end, 'too short' },
      { 'a file that lost its last byte', function() return bytes:sub(1, -2) end, 'checksum mismatch' },
      { 'a file with a byte too many', function() return bytes .. '\0' end, 'checksum mismatch' },
      { 'a file from the future', function() return save.pack(state, 3) end, 'saved by a newer version' },
    }
    for _, case in ipairs(refused) do
      it('refuses ' .. case[1], function()
        local result, reason = save.unpack(case[2]())
        assert.is_nil(result)
        assert.are.equal(case[3], reason)
      end)
    end

    it('notices any single byte that changed', function()
      for index = 1, #bytes do
        local restored = save.unpack(copyOf(bytes, index, (bytes:byte(index) + 1) % 256))
        assert.message('byte ' .. index).is_nil(restored)
      end
    end)

    it('does not trust a state that has a good checksum', function()
      stub(codec, 'encode').returns('s\9short')
      finally(function() codec.encode:revert() end)
      local result, reason = save.unpack(save.pack({}))
      assert.is_nil(result)
      assert.are.equal('damaged', reason)
    end)

    it('turns the gold of version 1 into copper', function()
      assert.are.same({ hero = 'Bran', purse = { copper = 1200 } }, save.unpack(save.pack({ hero = 'Bran', gold = 12 }, 1)))
      assert.are.same({ purse = { copper = 0 } }, save.unpack(save.pack({}, 1)))
    end)
  end)

  describe('changes', function()
    it('are none between equal states', function()
      assert.are.same({}, save.changes(state, save.unpack(bytes)))
    end)

    it('name fields that came, went and changed, in order', function()
      local after = save.unpack(bytes)
      after.hero.level = 8
      after.purse.copper = nil
      after.flags = { met = true }
      after.pack[3] = 'rope'
      assert.are.same({ 'flags', 'hero.level', 'pack.3', 'purse.copper' }, save.changes(state, after))
    end)

    it('name a table that became something else', function()
      assert.are.same({ 'hero' }, save.changes({ hero = { level = 1 } }, { hero = 'gone' }))
    end)
  end)
end)
