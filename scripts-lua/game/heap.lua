-- Binary heap. `before(a, b)` must be a total order, otherwise equal entries
-- would leave in an order that depends on the history of the heap.

local class = require 'game.class'

local Heap = class('Heap')

local function siftUp(items, index, before)
  local item = items[index]
  while index > 1 do
    local parent = math.floor(index / 2)
    if not before(item, items[parent]) then break end
    items[index] = items[parent]
    index = parent
  end
  items[index] = item
end

local function siftDown(items, count, before)
  local index, item = 1, items[1]
  while true do
    local child = index * 2
    if child > count then break end
    if child < count and before(items[child + 1], items[child]) then child = child + 1 end
    if not before(items[child], item) then break end
    items[index] = items[child]
    index = child
  end
  items[index] = item
end

function Heap:initialize(before)
  self.before = before
  self.items = {}
  self.count = 0
end

function Heap:push(item)
  self.count = self.count + 1
  self.items[self.count] = item
  siftUp(self.items, self.count, self.before)
end

function Heap:peek()
  return self.items[1]
end

function Heap:pop()
  if self.count == 0 then return nil end
  local top = self.items[1]
  self.items[1] = self.items[self.count]
  self.items[self.count] = nil
  self.count = self.count - 1
  if self.count > 0 then siftDown(self.items, self.count, self.before) end
  return top
end

function Heap:isEmpty()
  return self.count == 0
end

return Heap
