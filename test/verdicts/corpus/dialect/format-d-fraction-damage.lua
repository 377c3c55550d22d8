-- truth: dialect format-d-fraction on lua53 lua54
-- why: facts row `string.format('%d',3.7)`: LuaJIT cuts the fraction off, 5.3+ refuses.
local function hit(strength, armour)
  return strength / armour
end
local damage = hit(15, 4)
local line = string.format('the axe hits for %d', damage)
print(line)
return line
