-- truth: dialect number-rounding-14-digits on lua51 lua54
-- truth: dialect integer-digits on lua53
-- why: facts row `123456789012345`: LuaJIT rounds a half up in the 14th digit, C's printf to even; fengari writes no exponent.
local scores = { 246913578024690, 2 }
local mean = scores[1] / scores[2]
local line = 'mean score ' .. mean
print(line)
return scores[2]
