-- An amount of damage split by type. Damage values add up, compare by their
-- total and are reduced type by type by resistances (percent; above 100 heals).

local class = require 'game.class'
local text = require 'game.text'

local Damage = class('Damage')

Damage.TYPES = { 'slash', 'pierce', 'blunt', 'fire', 'frost', 'poison', 'holy' }

local KNOWN = {}
for _, name in ipairs(Damage.TYPES) do KNOWN[name] = true end

function Damage:initialize(parts)
  self.parts = {}
  for name, amount in pairs(parts or {}) do
    if not KNOWN[name] then error('unknown damage type: ' .. tostring(name), 0) end
    if amount ~= 0 then self.parts[name] = amount end
  end
end

function Damage:total()
  local sum = 0
  for _, name in ipairs(Damage.TYPES) do sum = sum + (self.parts[name] or 0) end
  return sum
end

function Damage:against(resistances)
  local result = {}
  for name, amount in pairs(self.parts) do
    local percent = 100 - (resistances[name] or 0)
    result[name] = math.floor(amount * percent / 100)
  end
  return Damage(result)
end

function Damage.__add(a, b)
  local sum = {}
  for _, name in ipairs(Damage.TYPES) do
    sum[name] = (a.parts[name] or 0) + (b.parts[name] or 0)
  end
  return Damage(sum)
end

function Damage.__mul(a, factor)
  if type(a) == 'number' then a, factor = factor, a end
  local scaled = {}
  for name, amount in pairs(a.parts) do scaled[name] = math.floor(amount * factor) end
  return Damage(scaled)
end

function Damage.__eq(a, b)
  for _, name in ipairs(Damage.TYPES) do
    if a.parts[name] ~= b.parts[name] then return false end
  end
  return true
end

function Damage.__lt(a, b) return a:total() < b:total() end
function Damage.__le(a, b) return a:total() <= b:total() end

function Damage:__tostring()
  local words = {}
  for _, name in ipairs(Damage.TYPES) do
    local amount = self.parts[name]
    if amount then words[#words + 1] = text.integer(amount) .. ' ' .. name end
  end
  return #words == 0 and 'no damage' or table.concat(words, ' + ')
end

function Damage.__concat(a, b)
  return tostring(a) .. tostring(b)
end

return Damage
