-- truth: dialect tonumber-inf-nan on lua53 lua54
-- why: facts row `tonumber('nan')`: a number on LuaJIT and 5.1, nil from 5.2 on.
local typed = { '12', 'nan', 'x' }
local numbers = 0
for _, text in ipairs(typed) do
  if tonumber(text) then numbers = numbers + 1 end
end
return numbers
