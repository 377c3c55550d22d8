-- truth: dialect format-rounding-half on lua51 lua54
-- why: facts row `string.format('%5.1f',2.25)`: LuaJIT and JavaScript round a half up, C to even.
local prices = { apple = 1.5, sword = 2.25 }
local function label(item)
  return ('%s %.1f'):format(item, prices[item])
end
print(label('apple'))
print(label('sword'))
return true
