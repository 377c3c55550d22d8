-- truth: agree
-- why: a tail call takes the place of its caller's frame (manual 5.1, 2.5.8), so that frames of any size never pile up.
local function walk(steps, distance)
  if steps == 0 then return distance end
  return walk(steps - 1, distance + 2)
end
local distance = walk(100000, 0)
print('walked ' .. distance)
return distance
