-- Status effects on one creature. What a second dose does is the effect's own
-- rule: 'stack' adds power, 'refresh' keeps the longer time, 'ignore' does nothing.

local class = require 'game.class'
local tables = require 'game.tables'

local StatusSet = class('StatusSet')

local EFFECTS = {
  burning = { rule = 'refresh', tick = -1, damage = 'fire' },
  frozen = { rule = 'ignore', stuns = true },
  haste = { rule = 'refresh', speed = 1 },
  poisoned = { rule = 'stack', tick = -1, damage = 'poison' },
  regeneration = { rule = 'refresh', tick = 1 },
  shielded = { rule = 'stack', armour = 1 },
  stunned = { rule = 'ignore', stuns = true },
}

-- Fire thaws ice and frost puts fire out, whichever comes second.
local OPPOSITES = { burning = 'frozen', frozen = 'burning' }

function StatusSet:initialize()
  self.active = {}
end

function StatusSet:apply(name, turns, power)
  local effect = EFFECTS[name]
  if not effect then error('unknown status: ' .. tostring(name), 0) end
  local opposite = OPPOSITES[name]
  if opposite and self.active[opposite] then
    self.active[opposite] = nil
    return 'cancelled'
  end
  local current = self.active[name]
  if not current then
    self.active[name] = { turns = turns, power = power or 1 }
    return 'applied'
  end
  if effect.rule == 'ignore' then return 'ignored' end
  current.turns = math.max(current.turns, turns)
  if effect.rule == 'stack' then
    current.power = current.power + (power or 1)
    return 'stacked'
  end
  return 'refreshed'
end

function StatusSet:has(name)
  return self.active[name] ~= nil
end

function StatusSet:isStunned()
  for name in pairs(self.active) do
    if EFFECTS[name].stuns then return true end
  end
  return false
end

-- Sum of one modifier ('armour', 'speed') over all active effects.
function StatusSet:bonus(field)
  local sum = 0
  for name, state in pairs(self.active) do
    sum = sum + (EFFECTS[name][field] or 0) * state.power
  end
  return sum
end

-- One turn passes: returns what it did, in name order, and what ran out.
function StatusSet:tick()
  local changes, expired = {}, {}
  for name, state in tables.sortedPairs(self.active) do
    local effect = EFFECTS[name]
    if effect.tick then
      changes[#changes + 1] = { status = name, type = effect.damage, amount = effect.tick * state.power }
    end
    state.turns = state.turns - 1
    if state.turns <= 0 then
      self.active[name] = nil
      expired[#expired + 1] = name
    end
  end
  return changes, expired
end

function StatusSet:cleanse()
  local removed = tables.keys(self.active)
  self.active = {}
  return removed
end

function StatusSet:__tostring()
  local words = {}
  for name, state in tables.sortedPairs(self.active) do
    words[#words + 1] = string.format('%s(%d/%d)', name, state.power, state.turns)
  end
  return #words == 0 and 'healthy' or table.concat(words, ' ')
end

return StatusSet
