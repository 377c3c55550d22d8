-- truth: host on fast lua51 lua53 lua54
-- truth: dialect int-float-tostring on lua53 lua54
-- why: two causes: the wages differ (100 and 90), and the half of a known sum shows ".0" from 5.3 on.
local wage = host.wage('scout')
print('the scout earns ' .. string.format('%d', wage))
local half = 10 / 2
print('half a ration is ' .. half)
return wage > 50
