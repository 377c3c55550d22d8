-- truth: dialect tonumber-inf-nan on lua53 lua54
-- why: facts row `tonumber('inf')`: strtod of 5.1 and LuaJIT read it, 5.2 and later refuse.
local settings = { ammo = '30', lives = 'inf' }
local function number(key)
  return tonumber(settings[key]) or 3
end
local lives = number('lives')
print(lives > 100 and 'endless' or 'limited')
return number('ammo'), lives == math.huge
