-- truth: dialect integer-overflow on lua54
-- truth: dialect fengari-32-bit-integers on lua53
-- why: 5.3 manual 3.4.1: integer arithmetic wraps around (at 2^63; fengari's at 2^31); doubles only grow.
local function hash(text)
  local h = 1
  for i = 1, #text do
    h = h * 4096
  end
  return h
end
local h = hash('goblin')
print(h > 0 and 'in bucket' or 'no bucket')
return h > 0
