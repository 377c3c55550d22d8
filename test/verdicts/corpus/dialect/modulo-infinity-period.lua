-- truth: dialect modulo-infinity on lua53 lua54
-- why: facts row `5%math.huge`: a - floor(a/b)*b is nan on 5.1 and LuaJIT; 5.3+ uses fmod and gives 5.
local effects = { poison = 3, curse = math.huge }
local function phase(effect, turn)
  return turn % effects[effect]
end
local left = phase('curse', 5)
if left == left then print('still cursed') else print('no phase') end
return phase('poison', 5), left
