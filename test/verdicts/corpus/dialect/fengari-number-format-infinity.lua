-- truth: dialect fengari-number-format on lua53
-- why: facts row `math.huge`: "Infinity" on fengari, "inf" elsewhere.
local best = math.huge
local path = {}
for _, cost in ipairs(path) do
  if cost < best then best = cost end
end
print('cheapest way: ' .. tostring(best))
return #path
