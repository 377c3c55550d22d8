-- truth: limits on lua53
-- why: the same sieve again and again takes fengari longer than the limit.
local count
for _ = 1, 180 do
  local composite = {}
  count = 0
  for n = 2, 40000 do
    if not composite[n] then
      count = count + 1
      for m = n + n, 40000, n do composite[m] = true end
    end
  end
end
return count
