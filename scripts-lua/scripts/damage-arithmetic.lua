-- Proves that damage values add, scale, compare and print through their metatable.
local Damage = require 'game.damage'
local class = require 'game.class'

local blade = Damage({ slash = 6 })
local flame = Damage({ fire = 4 })
local flaming = blade + flame

print('blade', blade)
print('flaming', flaming)
print('doubled', flaming * 2)
print('halved', 0.5 * Damage({ slash = 7, frost = 3 }))
print('against a salamander', flaming:against({ fire = 200, slash = 25 }))
print('concatenated', 'deals ' .. flaming .. ' to the door')
print('nothing left', flaming:against({ fire = 100, slash = 100 }))

local equal = flaming == Damage({ fire = 4, slash = 6, holy = 0 })
local ordered = blade < flaming and flame <= blade and not (flaming < flame)

local pile = { flaming, blade, flame, Damage({ holy = 5 }), Damage({}) }
table.sort(pile, function(a, b) return a < b end)
local totals = {}
for index, damage in ipairs(pile) do totals[index] = damage:total() end

local ok, message = pcall(Damage, { psychic = 3 })
print(ok, message)
return equal, ordered, totals, message, class.is(flaming, Damage), flaming.parts
