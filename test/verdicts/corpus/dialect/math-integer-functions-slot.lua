-- truth: dialect math-integer-functions on lua53 lua54
-- why: 5.3 manual 6.7 adds math.tointeger; LuaJIT has none (facts row `math.tointeger(3)`).
local function slot(x)
  if math.tointeger then return math.tointeger(x) and 'exact' or 'between' end
  return 'unknown'
end
print(slot(3), slot(2.5))
return slot(3)
