-- An order that a seed decides, the same on every VM: a Lehmer generator, whose products fit a double.
local S = ...
local MODULUS, FACTOR = 2147483647.0, 48271.0
local WARM_UP = 10

-- Reorders an array in place.
local function shuffle(list, seed)
  local state = (seed + 0.0) % MODULUS
  -- a seed that is no whole number, or none of its remainder classes, still gives an order
  state = state - state % 1
  if state ~= state or state == 0 then state = 1.0 end
  for _ = 1, WARM_UP do state = state * FACTOR % MODULUS end
  for last = #list, 2, -1 do
    state = state * FACTOR % MODULUS
    -- from the high part of the state, which neighbouring seeds do not have in common
    local other = state / MODULUS * last
    other = other - other % 1 + 1
    list[last], list[other] = list[other], list[last]
  end
end

return shuffle
