-- truth: dialect int-float-tostring on lua53 lua54
-- why: 5.3 manual 3.4.1: exponentiation always gives a float, which concat writes as "8.0".
local parts = {}
for level = 1, 3 do
  local cost = 2 ^ level
  parts[#parts + 1] = cost
end
local text = table.concat(parts, '/')
print('costs ' .. text)
return #text
