local codec = require 'game.codec'

-- The code of the error that a function raises.
local function codeOf(action)
  local ok, problem = pcall(action)
  return not ok and type(problem) == 'table' and problem.code or nil
end

local function nested(depth)
  local value = 'core'
  for _ = 1, depth do value = { value } end
  return value
end

describe('codec', function()
  describe('varint', function()
    local vectors = {
      { 0, '\0' }, { 1, '\1' }, { 127, '\127' }, { 128, '\128\1' }, { 300, '\172\2' }, { 16384, '\128\128\1' },
    }
    for _, vector in ipairs(vectors) do
      it('writes ' .. vector[1] .. ' in ' .. #vector[2] .. ' bytes', function()
        assert.are.equal(vector[2], codec.varint(vector[1]))
      end)
    end
  end)

  describe('encode', function()
    it('tags every kind of value', function()
      assert.are.equal('t', codec.encode(true))
      assert.are.equal('n', codec.encode(false))
      assert.are.equal('+\7', codec.encode(7))
      assert.are.equal('-\7', codec.encode(-7))
      assert.are.equal('s\3elf', codec.encode('elf'))
      assert.are.equal('l\4+\1+\2', codec.encode({ 1, 2 }))
      assert.are.equal('m\4s\1at', codec.encode({ a = true }))
    end)

    it('gives equal bytes for equal tables, however they were filled', function()
      local forth, back = {}, {}
      for index = 1, 40 do forth['key' .. index] = index end
      for index = 40, 1, -1 do back['key' .. index] = index end
      assert.are.equal(codec.encode(forth), codec.encode(back))
    end)

    it('writes a table with a hole as a map', function()
      assert.are.equal('m', codec.encode({ [1] = 'a', [3] = 'c' }):sub(1, 1))
    end)

    it('orders the keys true and false too', function()
      assert.are.equal('m\5ntts\0', codec.encode({ [true] = '', [false] = true }))
    end)

    local unstorable = {
      ['a function'] = print,
      ['a thread'] = coroutine.create(function() end),
      ['infinity'] = math.huge,
      ['minus infinity'] = -math.huge,
      ['not a number'] = 0 / 0,
      ['two to the 53rd'] = 2 ^ 53,
    }
    for _, name in ipairs({ 'a function', 'a thread', 'infinity', 'minus infinity', 'not a number', 'two to the 53rd' }) do
      it('refuses ' .. name, function()
        assert.are.equal('not storable', codeOf(function() codec.encode({ unstorable[name] }) end))
      end)
    end

    it('says which type it refused', function()
      assert.has_error(function() codec.encode({ act = print }) end, { code = 'not storable', type = 'function' })
    end)

    it('stops at 64 levels, so a loop cannot hang it', function()
      assert.has_no.errors(function() codec.encode(nested(64)) end)
      assert.has_error(function() codec.encode(nested(65)) end, { code = 'too deep' })
      local maps = 'core'
      for _ = 1, 64 do maps = { inner = maps } end
      assert.has_no.errors(function() codec.encode(maps) end)
      local loop = {}
      loop.self = loop
      assert.has_error(function() codec.encode(loop) end, { code = 'too deep' })
    end)
  end)

  describe('decode', function()
    local values = {
      0, 1, -1, 127, 128, 65535, 2147483647, -2147483648, 4294967296, 9007199254740991, -9007199254740991,
      0.5, -0.25, 1 / 3, 1e-300, 123456.789, true, false, '', 'text', 'zero \0 and \255 bytes',
    }
    for position, value in ipairs(values) do
      it('gives back value ' .. position .. ' of the list exactly', function()
        assert.are.equal(value, codec.decode(codec.encode(value)))
      end)
    end

    it('gives back nested tables', function()
      local state = { name = 'Ysolde', pack = { 'torch', { seal = '\0\1' } }, [3] = true, empty = {} }
      assert.are.same(state, codec.decode(codec.encode(state)))
    end)

    it('gives a fresh table each time', function()
      local bytes = codec.encode({ 1 })
      assert.are_not.equal(codec.decode(bytes), codec.decode(bytes))
    end)

    local damaged = {
      { 'nothing at all', '', 1 },
      { 'an unknown tag', 'x', 1 },
      { 'a number cut off', '+\128', 3 },
      { 'a string cut off', 's\5elf', 2 },
      { 'bytes after the value', 'tt', 2 },
      { 'a number of more than eight bytes', '+' .. string.rep('\255', 9), 10 },
      { 'a fraction of a string', 'fs\1a\1', 5 },
    }
    for _, case in ipairs(damaged) do
      it('calls ' .. case[1] .. ' damaged', function()
        assert.has_error(function() codec.decode(case[2]) end, { code = 'damaged', position = case[3] })
      end)
    end

    it('does not halve a number for ever when its exponent is damaged', function()
      local bytes = 'f+\1' .. string.rep('\255', 7) .. '\127'
      assert.are.equal('damaged', codeOf(function() codec.decode(bytes) end))
    end)
  end)
end)
