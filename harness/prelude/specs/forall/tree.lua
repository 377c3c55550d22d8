-- A generated value with the smaller ones that may stand for it when a test fails, as a lazy tree. A node is
--   make()       the value, made anew each time, as the function under test may change it
--   children()   an iterator over nodes with smaller values, the smallest first
-- Trees draw nothing at random: the same node always has the same children.
local S = ...
local b, floor = S.P.builtins, S.P.floor

local function none()
  return nil
end

local function leaf(value)
  return { make = function() return value end, children = function() return none end }
end

-- `smaller(raw)` is the list of what to try in place of `raw`, of which `make` makes the value.
local function unfold(raw, smaller, make)
  return {
    make = function() return make(raw) end,
    children = function()
      local list, i = smaller(raw), 0
      return function()
        i = i + 1
        if list[i] ~= nil then return unfold(list[i], smaller, make) end
        return nil
      end
    end,
  }
end

local function map(node, change)
  return {
    make = function() return change(node.make()) end,
    children = function()
      local next_child = node.children()
      return function()
        local child = next_child()
        return child and map(child, change)
      end
    end,
  }
end

-- Only nodes that `accepts(node)`. Of one that it does not, the children take the place: where every other number will
-- do, the first halfway will often not.
local function filter(node, accepts)
  return {
    make = node.make,
    children = function()
      local next_child, next_grandchild = node.children(), none
      return function()
        while true do
          local grandchild = next_grandchild()
          if grandchild then
            if accepts(grandchild) then return filter(grandchild, accepts) end
          else
            local child = next_child()
            if not child then return nil end
            if accepts(child) then return filter(child, accepts) end
            next_grandchild = child.children()
          end
        end
      end
    end,
  }
end

-- The one iterator, then the other, which is only made then.
local function followed_by(first, make_second)
  local second
  return function()
    if not second then
      local child = first()
      if child then return child end
      second = make_second()
    end
    return second()
  end
end

-- `expand(value)` is the node of what was generated for a value of `outer`.
local function bind(outer, expand)
  local inner = expand(outer.make())
  return {
    make = inner.make,
    children = function()
      local next_outer = outer.children()
      return followed_by(function()
        local child = next_outer()
        return child and bind(child, expand)
      end, inner.children)
    end,
  }
end

local function replaced(nodes, count, position, node)
  local copy = {}
  for i = 1, count do copy[i] = nodes[i] end
  copy[position] = node
  return copy
end

-- Iterator over the nodes with one of them replaced by a child.
local function one_smaller(nodes, count)
  local position, next_child = 0, none
  return function()
    local child = next_child()
    while not child and position < count do
      position = position + 1
      next_child = nodes[position].children()
      child = next_child()
    end
    return child and replaced(nodes, count, position, child)
  end
end

local function values_of(nodes, count)
  local values = {}
  for i = 1, count do values[i] = nodes[i].make() end
  return values
end

-- A fixed number of values, as a table from 1 to `count`; some may be nil.
local function tuple(nodes, count)
  return {
    make = function() return values_of(nodes, count) end,
    children = function()
      local next_others = one_smaller(nodes, count)
      return function()
        local others = next_others()
        return others and tuple(others, count)
      end
    end,
  }
end

local function without(nodes, first, last)
  local rest = {}
  for i = 1, #nodes do
    if i < first or i > last then rest[#rest + 1] = nodes[i] end
  end
  return rest
end

-- Iterator over the nodes without a run of them: long runs first, and `min` nodes stay.
local function fewer(nodes, min)
  local length, first = #nodes - min, 1
  return function()
    while length >= 1 and first + length - 1 > #nodes do
      length, first = floor(length / 2.0), 1
    end
    if length < 1 then return nil end
    local rest = without(nodes, first, first + length - 1)
    first = first + length
    return rest
  end
end

-- A list that shrinks by leaving out elements, then by smaller ones; only to what `accepts(nodes)`, if there is such.
local function list(nodes, min, accepts)
  return {
    make = function() return values_of(nodes, #nodes) end,
    children = function()
      local next_others = followed_by(fewer(nodes, min), function() return one_smaller(nodes, #nodes) end)
      return function()
        local others = next_others()
        while others and accepts and not accepts(others) do others = next_others() end
        return others and list(others, min, accepts)
      end
    end,
  }
end

return { leaf = leaf, unfold = unfold, map = map, filter = filter, bind = bind, tuple = tuple, list = list }
