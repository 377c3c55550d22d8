-- truth: dialect fengari-32-bit-integers on lua53
-- why: facts row `0xffffffff`: -1 on fengari, 4294967295 elsewhere.
local WHITE = 0xffffffff
local function alpha(colour)
  return math.floor(colour / 2 ^ 24)
end
local opaque = alpha(WHITE) == 255
print(opaque and 'opaque' or 'see-through')
return opaque
