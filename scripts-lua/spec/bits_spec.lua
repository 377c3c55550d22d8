local bits = require 'game.bits'

local OPERATIONS = {
  { 'band', { 12, 10 }, 8 },
  { 'band', { 4294967295, 2147483648 }, 2147483648 },
  { 'band', { 3735928559, 65535 }, 48879 },
  { 'bor', { 12, 10 }, 14 },
  { 'bor', { 2147483648, 1 }, 2147483649 },
  { 'bxor', { 12, 10 }, 6 },
  { 'bxor', { 4294967295, 3735928559 }, 559038736 },
  { 'bxor', { 0, 0 }, 0 },
}

local function describeOperations(library)
  for _, case in ipairs(OPERATIONS) do
    local name, arguments, expected = case[1], case[2], case[3]
    it(string.format('%s of %.0f and %.0f is %.0f', name, arguments[1], arguments[2], expected), function()
      assert.are.equal(expected, library()[name](arguments[1], arguments[2]))
    end)
  end
end

describe('bits', function()
  describe('with what the VM offers', function()
    describeOperations(function() return bits end)
  end)

  -- LuaJIT has a library for this; a VM without it must compute the same.
  insulate('without a bit library', function()
    local plain

    setup(function()
      _G.bit = nil
      package.loaded['game.bits'] = nil
      plain = require 'game.bits'
    end)

    describeOperations(function() return plain end)

    it('is another copy of the module', function()
      assert.are_not.equal(bits, plain)
    end)
  end)

  describe('unsigned', function()
    it('wraps negative numbers around', function()
      assert.are.equal(4294967295, bits.unsigned(-1))
    end)

    it('drops what lies above 32 bits', function()
      assert.are.equal(5, bits.unsigned(4294967296 + 5))
    end)

    it('cuts fractions off', function()
      assert.are.equal(7, bits.unsigned(7.75))
    end)
  end)

  it('turns every bit around with bnot', function()
    assert.are.equal(4294967295, bits.bnot(0))
    assert.are.equal(0, bits.bnot(4294967295))
    assert.are.equal(252645135, bits.bnot(4042322160))
  end)

  describe('shifts', function()
    it('lose bits at the upper end', function()
      assert.are.equal(2147483648, bits.lshift(1, 31))
      assert.are.equal(4294967294, bits.lshift(4294967295, 1))
      assert.are.equal(0, bits.lshift(1, 32))
    end)

    it('lose bits at the lower end', function()
      assert.are.equal(1, bits.rshift(2147483648, 31))
      assert.are.equal(1, bits.rshift(3, 1))
    end)

    it('come back to where they began after 32 single rotations', function()
      local value = 305419896
      for _ = 1, 32 do value = bits.rol(value, 1) end
      assert.are.equal(305419896, value)
    end)

    it('rotate the highest bit into the lowest', function()
      assert.are.equal(1, bits.rol(2147483648, 1))
      assert.are.equal(2882400001, bits.rol(2882400001, 0))
    end)
  end)

  it('multiplies exactly where a double would round', function()
    assert.are.equal(1, bits.mul(4294967295, 4294967295))
    assert.are.equal(84696351, bits.mul(16777619, 2166136261))
  end)

  it('writes eight hexadecimal digits', function()
    assert.are.equal('00000000', bits.hex(0))
    assert.are.equal('deadbeef', bits.hex(3735928559))
    assert.are.equal('ffffffff', bits.hex(-1))
  end)
end)
