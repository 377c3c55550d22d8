-- Weighted loot tables. An entry is an item, another table, or nothing; the
-- random source is a function pick(n) that returns an integer in 1..n.

local class = require 'game.class'

local LootTable = class('LootTable')

local function amount(entry, pick)
  local low, high = entry.min or 1, entry.max or entry.min or 1
  if low == high then return low end
  return low + pick(high - low + 1) - 1
end

function LootTable:initialize(name, entries)
  self.name = name
  self.always = {}
  self.entries = {}
  self.weight = 0
  for _, entry in ipairs(entries) do
    if entry.always then
      self.always[#self.always + 1] = entry
    else
      if entry.weight < 1 then error({ code = 'bad weight', table = name }) end
      self.weight = self.weight + entry.weight
      self.entries[#self.entries + 1] = entry
    end
  end
end

function LootTable:choose(pick)
  if self.weight == 0 then return nil end
  local ticket = pick(self.weight)
  for _, entry in ipairs(self.entries) do
    ticket = ticket - entry.weight
    if ticket <= 0 then return entry end
  end
end

-- Tables may name each other; a designer's loop must not hang the game.
local function checkDepth(nested, depth)
  if depth > 9 then error({ code = 'loot too deep', table = nested.name }) end
end

local function give(entry, pick, drop, depth)
  if entry.table then
    checkDepth(entry.table, depth + 1)
    for _ = 1, amount(entry, pick) do entry.table:drop(pick, drop, depth + 1) end
  elseif entry.item then
    drop[entry.item] = (drop[entry.item] or 0) + amount(entry, pick)
  end
end

-- Returns a map from item name to count, added to `drop` when that is given.
function LootTable:drop(pick, drop, depth)
  drop, depth = drop or {}, depth or 1
  for _, entry in ipairs(self.always) do give(entry, pick, drop, depth) end
  local chosen = self:choose(pick)
  if chosen then give(chosen, pick, drop, depth) end
  return drop
end

-- Chance of each item per thousand picks, nested tables included.
function LootTable:chances(scale, result, depth)
  scale, result, depth = scale or 1000, result or {}, depth or 1
  checkDepth(self, depth)
  for _, entry in ipairs(self.entries) do
    local share = scale * entry.weight / self.weight
    if entry.table then
      entry.table:chances(share, result, depth + 1)
    else
      local name = entry.item or 'nothing'
      result[name] = (result[name] or 0) + share
    end
  end
  return result
end

-- table(pick) is short for table:drop(pick)
LootTable.__call = LootTable.drop

return LootTable
