local StatusSet = require 'game.status'

describe('StatusSet', function()
  local status

  before_each(function() status = StatusSet() end)

  it('is healthy at first', function()
    assert.are.equal('healthy', tostring(status))
    assert.is_false(status:isStunned())
    assert.are.equal(0, status:bonus('armour'))
    assert.are.same({}, (status:tick()))
  end)

  describe('apply', function()
    it('begins an effect of power 1', function()
      assert.are.equal('applied', status:apply('burning', 3))
      assert.are.equal('burning(1/3)', tostring(status))
      assert.is_true(status:has('burning'))
    end)

    it('knows its effects', function()
      assert.has_error(function() status:apply('bored', 3) end, 'unknown status: bored')
      assert.error_matches(function() status:apply(nil, 3) end, '^unknown status: nil$')
    end)

    describe('a second time', function()
      local doses = {
        { 'poisoned', 'stacked', 'poisoned(5/4)' },
        { 'shielded', 'stacked', 'shielded(5/4)' },
        { 'haste', 'refreshed', 'haste(2/4)' },
        { 'regeneration', 'refreshed', 'regeneration(2/4)' },
        { 'stunned', 'ignored', 'stunned(2/2)' },
      }
      for _, dose in ipairs(doses) do
        it(dose[1] .. ' is ' .. dose[2], function()
          status:apply(dose[1], 2, 2)
          assert.are.equal(dose[2], status:apply(dose[1], 4, 3))
          assert.are.equal(dose[3], tostring(status))
        end)
      end

      it('never shortens an effect', function()
        status:apply('haste', 5)
        status:apply('haste', 1)
        assert.are.equal('haste(1/5)', tostring(status))
      end)
    end)

    for _, pair in ipairs({ { 'burning', 'frozen' }, { 'frozen', 'burning' } }) do
      it(pair[2] .. ' undoes ' .. pair[1], function()
        status:apply(pair[1], 5)
        assert.are.equal('cancelled', status:apply(pair[2], 1))
        assert.are.equal('healthy', tostring(status))
      end)
    end
  end)

  describe('isStunned', function()
    for _, case in ipairs({ { 'frozen', true }, { 'stunned', true }, { 'burning', false }, { 'haste', false } }) do
      it('is ' .. tostring(case[2]) .. ' with ' .. case[1], function()
        status:apply(case[1], 1)
        assert.are.equal(case[2], status:isStunned())
      end)
    end
  end)

  describe('bonus', function()
    it('counts the power of what helps', function()
      status:apply('shielded', 2, 3)
      status:apply('haste', 2, 4)
      assert.are.equal(3, status:bonus('armour'))
      assert.are.equal(4, status:bonus('speed'))
      assert.are.equal(0, status:bonus('luck'))
    end)
  end)

  describe('tick', function()
    it('tells what each effect does, by name', function()
      status:apply('regeneration', 2, 4)
      status:apply('poisoned', 2, 3)
      status:apply('burning', 2)
      status:apply('haste', 2)
      assert.are.same({
        { status = 'burning', type = 'fire', amount = -1 },
        { status = 'poisoned', type = 'poison', amount = -3 },
        { status = 'regeneration', amount = 4 },
      }, (status:tick()))
    end)

    it('tells what ran out, by name', function()
      status:apply('stunned', 1)
      status:apply('burning', 1)
      status:apply('haste', 2)
      assert.are.same({ 'burning', 'stunned' }, (select(2, status:tick())))
      assert.are.same({ 'haste' }, (select(2, status:tick())))
      assert.are.same({}, (select(2, status:tick())))
    end)

    it('works in the turn in which it runs out', function()
      status:apply('poisoned', 1)
      assert.are.equal(1, #status:tick())
      assert.are.equal(0, #status:tick())
    end)
  end)

  it('is cleansed of everything', function()
    status:apply('poisoned', 9)
    status:apply('haste', 9)
    assert.are.same({ 'haste', 'poisoned' }, status:cleanse())
    assert.are.equal('healthy', tostring(status))
  end)
end)
