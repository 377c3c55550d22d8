-- truth: dialect int-float-tostring on lua53 lua54
-- truth: dialect modulo-infinity on lua53 lua54
-- why: both show in the output: half of ten is "5.0", and 5 % inf is a number, from 5.3 on.
local function report(name, value)
  print(name .. ': ' .. tostring(value == value and value or 'none'))
end
report('share', 10 / 2)
report('phase', 5 % math.huge > 0 and 'on')
local phase = 5 % math.huge
print(phase == phase and 'has a phase' or 'has no phase')
return true
