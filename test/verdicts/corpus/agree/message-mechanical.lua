-- truth: agree
-- why: facts row `local t={} return t.a.b`: the same message in the words of each VM, made alike before it is compared.
local world = {}
local function enter(name)
  local room = world.rooms[name]
  return room.exits
end
print('entering')
return enter('cellar')
