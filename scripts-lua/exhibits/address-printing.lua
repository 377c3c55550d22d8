-- expect: difference fast lua51 lua54 lua53 native:*
-- A table that is turned into text shows its address, which is another one in every process. A log that
-- names its monsters so never says the same twice.

local monster = { name = 'troll', health = 40 }

print('spawned ' .. tostring(monster))
return monster.health
