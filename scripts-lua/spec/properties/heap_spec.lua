local Heap = require 'game.heap'
local tables = require 'game.tables'

local function drain(heap)
  local list = {}
  while not heap:isEmpty() do list[#list + 1] = heap:pop() end
  return list
end

describe('any heap', function()
  it('gives its numbers back in order', function()
    for_all(gen.list(gen.int(-100, 100), { max = 40 }), function(numbers)
      local heap = Heap(function(a, b) return a < b end)
      for _, number in ipairs(numbers) do heap:push(number) end
      local expected = tables.copy(numbers)
      table.sort(expected)
      assert.are.same(expected, drain(heap))
    end)
  end)

  it('agrees with a sorted list while numbers come and go', function()
    local step = gen.record({ push = gen.boolean(), number = gen.int(0, 50) })
    for_all(gen.list(step, { max = 30 }), function(steps)
      local heap, list = Heap(function(a, b) return a < b end), {}
      for _, one in ipairs(steps) do
        if one.push then
          heap:push(one.number)
          list[#list + 1] = one.number
          table.sort(list)
        else
          assert.are.equal(table.remove(list, 1), heap:pop())
        end
        assert.are.equal(#list, heap.count)
        assert.are.equal(list[1], heap:peek())
      end
    end)
  end)
end)
