-- truth: dialect modulo-infinity on lua53 lua54
-- why: facts row `-5%math.huge`: nan on LuaJIT, inf on 5.3+.
local world = { size = math.huge }
local function wrap(x)
  return x % world.size
end
local x = wrap(-5)
return x > 0
