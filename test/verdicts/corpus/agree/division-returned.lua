-- truth: agree
-- why: the value 5 is compared, and 5.0 is the same number (docs/verdicts.md).
local function average(list)
  local sum = 0
  for _, value in ipairs(list) do sum = sum + value end
  return sum / #list
end
return average { 4, 6, 5 }
