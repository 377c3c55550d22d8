-- truth: nondeterministic on *
-- why: 5.1 manual 5.1 tostring: digits of an address make the seed, as old recipes for randomness do.
local hex = tostring({}):match('(%x+)$')
local seed = 0
for digit in hex:gmatch('%x') do
  seed = (seed * 31 + tonumber(digit, 16)) % 65521
end
math.randomseed(seed)
local roll = math.random(1000000)
print('rolled')
return roll
