-- What the game rolls on the host's dice. Which faces fall depends on the seed
-- of the run, so only what holds for any seed is said.

local combat = require 'game.combat'
local dungeon = require 'game.dungeon'
local formula = require 'game.formula'

describe('the dice of the host', function()
  it('show the faces that a die has', function()
    for _ = 1, 200 do
      local face = host.roll(6)
      assert.is_true(face >= 1 and face <= 6 and face % 1 == 0)
    end
  end)

  it('add up', function()
    for count = 1, 20 do
      local sum = host.roll(4, count)
      assert.is_true(sum >= count and sum <= 4 * count)
    end
    assert.are.equal(1000, host.roll(1, 1000))
  end)

  local mistakes = {
    { 'no sides', { 0 }, 'sides must be an integer from 1 to 2147483646' },
    { 'half a side', { 2.5 }, 'sides must be an integer from 1 to 2147483646' },
    { 'sides in words', { '6' }, 'sides must be an integer from 1 to 2147483646' },
    { 'no dice', { 6, 0 }, 'count must be an integer from 1 to 1000' },
    { 'too many dice', { 6, 1001 }, 'count must be an integer from 1 to 1000' },
  }
  for _, mistake in ipairs(mistakes) do
    it('do not roll with ' .. mistake[1], function()
      local sum, problem = host.roll(mistake[2][1], mistake[2][2])
      assert.is_nil(sum)
      assert.are.equal(mistake[3], problem)
    end)
  end

  it('decide a fight, and the log tells of each die', function()
    local rolled = spy.on(host, 'roll')
    finally(function() rolled:revert() end)
    local battle = combat.Battle({
      combat.Fighter({ name = 'hero', health = 20 }), combat.Fighter({ name = 'wolf', health = 12 }),
    }, host.roll)
    local winner = battle:run(200)
    local blows, hits = 0, 0
    for _, line in ipairs(battle.lines) do
      if line:find('%(%d+%)') then blows = blows + 1 end
      if line:find(' hit ', 1, true) or line:find(' critical ', 1, true) then hits = hits + 1 end
    end
    assert.matches('^[hw]', winner)
    assert.spy(rolled).was.called(blows + hits)
    assert.spy(rolled).was.called_with(20, 1)
  end)

  it('serve formulas', function()
    local damage = formula.compile('2d6 + level')
    for _ = 1, 50 do
      local value = damage({ level = 3, roll = host.roll })
      assert.is_true(value >= 5 and value <= 15)
    end
  end)

  it('dig dungeons', function()
    local map, rooms = dungeon.generate(40, 20, host.roll)
    assert.are.same({ 40, 20 }, { map.width, map.height })
    assert.is_true(#rooms >= 2)
  end)
end)
