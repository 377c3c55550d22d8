local dungeon = require 'game.dungeon'

-- Always the lowest or always the highest face, or a fixed sequence by Park and Miller.
local function lowest() return 1 end
local function highest(sides) return sides end
local function dice(seed)
  local state = seed
  return function(sides)
    state = state * 16807.0 % 2147483647.0
    return math.floor(state % sides) + 1
  end
end

local function reachable(map, fromX, fromY)
  local seen, open, count = {}, { { fromX, fromY } }, 0
  while #open > 0 do
    local x, y = open[#open][1], open[#open][2]
    open[#open] = nil
    local index = map:index(x, y)
    if not seen[index] and not map:isSolid(x, y) then
      seen[index], count = true, count + 1
      for _, step in ipairs({ { 1, 0 }, { -1, 0 }, { 0, 1 }, { 0, -1 } }) do
        open[#open + 1] = { x + step[1], y + step[2] }
      end
    end
  end
  return count
end

local function countOpen(map)
  local count = 0
  for x, y in map:each() do
    if not map:isSolid(x, y) then count = count + 1 end
  end
  return count
end

describe('dungeon.generate', function()
  it('digs the smallest room when all dice fall low', function()
    local map, rooms = dungeon.generate(5, 5, lowest, 0)
    assert.are.equal('#####\n#...#\n#.>.#\n#...#\n#####', tostring(map))
    assert.are.same({ { x = 3, y = 3, width = 3, height = 3 } }, rooms)
  end)

  it('digs as much as the walls allow when all dice fall high', function()
    local map = dungeon.generate(7, 5, highest, 0)
    assert.are.equal('#######\n#.....#\n#..>..#\n#.....#\n#######', tostring(map))
  end)

  it('splits the longer side and joins the halves', function()
    local map, rooms = dungeon.generate(10, 5, lowest, 1)
    assert.are.equal('##########\n#...##...#\n#.<....>.#\n#...##...#\n##########', tostring(map))
    assert.are.equal(2, #rooms)
  end)

  it('does not split what is too small', function()
    local _, rooms = dungeon.generate(9, 9, dice(3), 5)
    assert.are.equal(1, #rooms)
  end)

  it('splits three times when nothing else is said', function()
    local _, rooms = dungeon.generate(80, 40, dice(11))
    assert.is_true(#rooms > 4 and #rooms <= 8)
  end)

  it('asks the dice for whole numbers of sides only', function()
    local roll = spy.new(dice(5))
    dungeon.generate(40, 20, roll)
    for _, call in ipairs(roll.calls) do
      local sides = call.vals[1]
      assert.are.equal(0, sides % 1)
      assert.is_true(sides >= 1)
    end
  end)

  describe('for any dice', function()
    for seed = 1, 5 do
      it('has stairs that can be reached from each other, seed ' .. seed, function()
        local map = dungeon.generate(48, 24, dice(seed * 7919))
        local upX, upY = map:find('<')
        assert.is_number(upX)
        assert.is_number((map:find('>')))
        assert.are.equal(countOpen(map), reachable(map, upX, upY))
      end)
    end

    it('keeps a wall all around', function()
      local map = dungeon.generate(31, 17, dice(99))
      for x = 1, 31 do
        assert.are.equal('##', map:get(x, 1) .. map:get(x, 17))
      end
      for y = 1, 17 do
        assert.are.equal('##', map:get(1, y) .. map:get(31, y))
      end
    end)
  end)

  it('#slow builds the same level from the same seed', function()
    local first = dungeon.generate(160, 90, dice(2024), 6)
    local second = dungeon.generate(160, 90, dice(2024), 6)
    assert.is_true(first == second)
    assert.is_false(first == dungeon.generate(160, 90, dice(2025), 6))
  end)
end)
