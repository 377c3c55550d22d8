-- truth: agree
-- why: what is there differs, what the script does with it does not.
local maxn = table.maxn or function(list)
  local last = 0
  for key in pairs(list) do if key > last then last = key end end
  return last
end
local pow = math.pow or function(a, b) return a ^ b end
return maxn { 4, 5, 6 }, pow(2, 10)
