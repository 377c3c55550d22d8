local dungeon = require 'game.dungeon'
local path = require 'game.path'

local function dice(seed)
  local state = seed * 1.0
  return function(sides)
    state = state * 16807.0 % 2147483647.0
    return math.floor(state % sides) + 1
  end
end

describe('any dungeon', function()
  it('leads from the stairs up to the stairs down', function()
    for_all(gen.int(1, 2147483646), gen.int(10, 26), gen.int(5, 14), function(seed, width, height)
      local map, rooms = dungeon.generate(width, height, dice(seed))
      local first, last = rooms[1], rooms[#rooms]
      assert.is_table((path.find(map, first.x, first.y, last.x, last.y)))
    end)
  end)
end)
