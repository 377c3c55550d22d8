-- truth: nondeterministic on *
-- why: 5.1 manual 5.8 os.clock: a seed taken from it is another one in every run.
local function entropy()
  local text = string.format('%.17g', os.clock())
  local seed = 7
  for i = 1, #text do seed = (seed * 31 + text:byte(i)) % 65521 end
  return seed
end
math.randomseed(entropy())
local roll = math.random(1000000)
return roll
