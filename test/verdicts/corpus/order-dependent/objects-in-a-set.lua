-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next: a set of tables is gone over in the order of their addresses' buckets.
local Orc = {}
Orc.__index = Orc
local orcs, band = {}, {}
for number = 1, 64 do
  orcs[number] = setmetatable({ number = number, hp = number % 7 }, Orc)
end
for number = 1, 64 do band[orcs[number * 5 % 64 + 1]] = true end
local order = 0
for orc in pairs(band) do
  order = (order * 31 + orc.number) % 1000003
end
return order
