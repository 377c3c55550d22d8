-- truth: dialect negative-zero on lua53 lua54
-- why: facts row `-0`: a double keeps the sign of zero, an integer does not, and 1/-0 is -inf.
local function direction(speed)
  return 1 / speed < 0 and 'left' or 'right'
end
local idle = 0
print(direction(2), direction(-2))
return direction(-idle)
