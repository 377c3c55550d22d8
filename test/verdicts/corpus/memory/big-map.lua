-- truth: limits on lua51 lua54
-- why: a slot of a list takes 8 bytes on LuaJIT (and the fast VM) and 16 on PUC's Lua, and growing needs the old and the new at once: more than 32 MiB.
local map = {}
for tile = 1, 1100000 do map[tile] = tile % 7 end
local grass = 0
for tile = 1, #map, 1000 do
  if map[tile] == 3 then grass = grass + 1 end
end
print('map made')
return grass
