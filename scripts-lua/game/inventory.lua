-- Backpack of numbered slots with stacking and a weight limit.

local class = require 'game.class'
local items = require 'game.items'
local tables = require 'game.tables'
local text = require 'game.text'

local Inventory = class('Inventory')

local function room(self, name)
  local weight = items.get(name).weight
  if weight == 0 then return math.huge end
  return math.floor((self.capacity - self:weight()) / weight)
end

local function put(slot, count, limit)
  local moved = math.min(count, limit - slot.count)
  slot.count = slot.count + moved
  return count - moved
end

function Inventory:initialize(slots, capacity)
  self.size = slots
  self.capacity = capacity
  self.slots = {}
end

function Inventory:weight()
  return tables.fold(self.slots, 0, function(sum, slot)
    return sum + items.get(slot.item).weight * slot.count
  end)
end

function Inventory:value()
  return tables.fold(self.slots, 0, function(sum, slot)
    return sum + items.get(slot.item).value * slot.count
  end)
end

function Inventory:count(name)
  return tables.fold(self.slots, 0, function(sum, slot)
    return sum + (slot.item == name and slot.count or 0)
  end)
end

-- Adds as many as fit and returns how many did not.
function Inventory:add(name, count)
  local limit = items.get(name).stack
  count = count or 1
  local fitting = math.min(count, room(self, name))
  local left = fitting
  for _, slot in ipairs(self.slots) do
    if slot.item == name and left > 0 then left = put(slot, left, limit) end
  end
  while left > 0 and #self.slots < self.size do
    local slot = { item = name, count = 0 }
    self.slots[#self.slots + 1] = slot
    left = put(slot, left, limit)
  end
  return count - fitting + left
end

-- All or nothing: a recipe or a price is never half paid.
function Inventory:remove(name, count)
  count = count or 1
  if self:count(name) < count then return false end
  for index = #self.slots, 1, -1 do
    local slot = self.slots[index]
    if slot.item == name and count > 0 then
      local taken = math.min(slot.count, count)
      slot.count, count = slot.count - taken, count - taken
      if slot.count == 0 then table.remove(self.slots, index) end
    end
  end
  return true
end

function Inventory:transfer(other, name, count)
  local available = math.min(count, self:count(name))
  local moved = available - other:add(name, available)
  if moved > 0 then self:remove(name, moved) end
  return moved
end

function Inventory:totals()
  local totals = {}
  for _, slot in ipairs(self.slots) do
    totals[slot.item] = (totals[slot.item] or 0) + slot.count
  end
  return totals
end

function Inventory:sort()
  local totals = self:totals()
  self.slots = {}
  for name, count in tables.sortedPairs(totals) do self:add(name, count) end
end

function Inventory:__tostring()
  local parts = {}
  for name, count in tables.sortedPairs(self:totals()) do
    parts[#parts + 1] = text.integer(count) .. ' ' .. name
  end
  return #parts == 0 and 'nothing' or table.concat(parts, ', ')
end

-- Two backpacks are equal when they hold the same things, however stacked.
function Inventory.__eq(a, b)
  return tables.equals(a:totals(), b:totals())
end

function Inventory.__concat(a, b)
  return tostring(a) .. tostring(b)
end

return Inventory
