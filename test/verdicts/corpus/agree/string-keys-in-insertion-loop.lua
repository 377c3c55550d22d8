-- truth: agree
-- why: pairs only counts and removes, and a removal while iterating is allowed (5.1 manual 5.1 next).
local fires = {}
for i = 1, 30 do fires['fire' .. i] = i % 4 end
for name, heat in pairs(fires) do
  if heat == 0 then fires[name] = nil end
end
local left = 0
for _ in pairs(fires) do left = left + 1 end
return left
