-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next; the last weights count most, and which these are is not specified.
local names, weights = {}, {}
for number = 1, 512 do names[number] = 'crate' .. number end
for number = 1, 512 do weights[names[number * 13 % 512 + 1]] = number + 0.5 end
local pressure = 0
for _, weight in pairs(weights) do pressure = pressure / 3 + weight end
print('the ship is loaded')
return pressure
