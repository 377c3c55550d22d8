-- Proves inheritance of methods and metamethods, and what a class says of itself.
local class = require 'game.class'

local Creature = class('Creature')
function Creature:initialize(name, size) self.name, self.size = name, size end
function Creature:greet() return self.name .. ' ' .. self:sound() end
function Creature:sound() return 'is silent' end
function Creature.__lt(a, b) return a.size < b.size end
function Creature.__le(a, b) return a.size <= b.size end
function Creature.__eq(a, b) return a.name == b.name and a.size == b.size end
function Creature:__tostring() return self.className .. ':' .. self.name end
function Creature.__concat(a, b) return tostring(a) .. tostring(b) end
function Creature:__call(other) return self.name .. ' calls ' .. tostring(other) end
function Creature.__unm(a) return Creature(a.name:reverse(), a.size) end

local Wolf = class('Wolf', Creature)
function Wolf:sound() return 'howls' end

local Alpha = class('Alpha', Wolf)
function Alpha:initialize(name) Wolf.initialize(self, name, 9) end
function Alpha:sound() return Wolf.sound(self) .. ' loudly' end
function Alpha:__tostring() return 'ALPHA ' .. self.name end

local snail, wolf, alpha = Creature('Sid', 1), Wolf('Fen', 6), Alpha('Grey')
for _, creature in ipairs({ snail, wolf, alpha }) do print(creature, creature:greet()) end
print(wolf(alpha), -wolf, 'the ' .. wolf .. ' and ' .. alpha)
print(Creature, Wolf, Wolf.super)

local twins = Wolf('Fen', 6) == wolf
local ordered = { alpha, snail, wolf }
table.sort(ordered, function(a, b) return a < b end)
local names = {}
for index, creature in ipairs(ordered) do names[index] = creature.name end

return twins, wolf ~= snail, snail <= wolf, names, class.is(alpha, Creature), class.is(wolf, Alpha),
  class.of(alpha) == Alpha, class.is('wolf', Wolf), class.of({}) == nil, rawequal(alpha.greet, snail.greet)
