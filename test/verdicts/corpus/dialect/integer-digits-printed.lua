-- truth: dialect integer-digits on lua54
-- truth: dialect fengari-32-bit-integers on lua53
-- why: facts row `123456789012345`: an integer of 5.4 prints all its digits, a double fourteen; fengari's wraps.
local seconds = 400000000
local function nanoseconds(s) return s * 1000000000 end
local total = nanoseconds(seconds)
print('played for ' .. total .. ' ns')
return seconds
