-- Arrays: the primes below 200,000, five times.
local count = 0
for _ = 1, 5 do
  local prime = {}
  for i = 2, 200000 do prime[i] = true end
  for i = 2, 200000 do
    if prime[i] then
      count = count + 1
      for multiple = i + i, 200000, i do prime[multiple] = false end
    end
  end
end

return count
