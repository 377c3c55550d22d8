-- truth: dialect int-float-tostring on lua53 lua54
-- why: facts row `tostring(3)..'|'..tostring(3.0)`: a float of 5.3+ shows ".0".
local hud = require 'hud'
local player = { hp = 3.0, max = 4 }
player.hp = player.hp + 1
local line = hud.bar('HP', player.hp, player.max)
print(line)
return line == 'HP 4/4'
