local Heap = require 'game.heap'

local function smaller(a, b) return a < b end

local function drain(heap)
  local list = {}
  while not heap:isEmpty() do list[#list + 1] = heap:pop() end
  return list
end

describe('Heap', function()
  local heap

  before_each(function() heap = Heap(smaller) end)

  it('is empty at first', function()
    assert.is_true(heap:isEmpty())
    assert.is_nil(heap:pop())
    assert.is_nil(heap:peek())
    assert.are.equal(0, heap.count)
  end)

  it('shows the first without taking it', function()
    heap:push(5)
    heap:push(3)
    assert.are.equal(3, heap:peek())
    assert.are.equal(2, heap.count)
  end)

  local inputs = {
    ['in order'] = { 1, 2, 3, 4, 5 },
    ['in reverse'] = { 5, 4, 3, 2, 1 },
    ['in disorder'] = { 3, 5, 1, 4, 2 },
  }
  for _, name in ipairs({ 'in order', 'in reverse', 'in disorder' }) do
    it('sorts what came ' .. name, function()
      for _, value in ipairs(inputs[name]) do heap:push(value) end
      assert.are.same({ 1, 2, 3, 4, 5 }, drain(heap))
    end)
  end

  it('keeps equal values', function()
    for _, value in ipairs({ 2, 1, 2, 1, 2 }) do heap:push(value) end
    assert.are.same({ 1, 1, 2, 2, 2 }, drain(heap))
  end)

  it('sorts while values come and go', function()
    heap:push(4)
    heap:push(2)
    assert.are.equal(2, heap:pop())
    heap:push(1)
    heap:push(9)
    assert.are.equal(1, heap:pop())
    assert.are.equal(4, heap:pop())
    heap:push(3)
    assert.are.same({ 3, 9 }, drain(heap))
  end)

  it('takes any order', function()
    local longest = Heap(function(a, b) return #a > #b end)
    for _, word in ipairs({ 'axe', 'halberd', 'sword' }) do longest:push(word) end
    assert.are.same({ 'halberd', 'sword', 'axe' }, drain(longest))
  end)

  it('lets go of what it gave away', function()
    heap:push(1)
    heap:pop()
    assert.are.same({}, heap.items)
  end)

  it('does not compare a single value', function()
    local before = spy.new(smaller)
    heap = Heap(before)
    heap:push(1)
    heap:pop()
    assert.spy(before).was_not.called()
  end)

  it('compares few times: a thousand pushes in reverse order cost ten each', function()
    local compared = 0
    heap = Heap(function(a, b)
      compared = compared + 1
      return a < b
    end)
    for value = 1000, 1, -1 do heap:push(value) end
    assert.is_true(compared <= 10 * 1000)
    assert.are.equal(1, heap:peek())
  end)

  it('#slow sorts ten thousand numbers', function()
    local state = 1
    for _ = 1, 10000 do
      state = state * 16807.0 % 2147483647.0
      heap:push(state)
    end
    local last, sorted = -1, true
    for _, value in ipairs(drain(heap)) do
      if value < last then sorted = false end
      last = value
    end
    assert.is_true(sorted)
  end)
end)
