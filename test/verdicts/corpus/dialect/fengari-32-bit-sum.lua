-- truth: dialect fengari-32-bit-integers on lua53
-- why: facts row `0x7fffffff+1`: fengari's integers have 32 bits, so a big enough sum goes negative.
local treasury = 0
for day = 1, 100000 do
  treasury = treasury + day
end
print(treasury > 0 and 'rich' or 'bankrupt')
return treasury
