-- truth: agree
-- why: a float with a fraction is written alike everywhere.
local hp, max = 5, 8
local share = hp / max
print('health ' .. share)
print('lost ' .. 1 - share)
return share
