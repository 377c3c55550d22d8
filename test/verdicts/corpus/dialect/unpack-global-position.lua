-- truth: dialect unpack-global on lua53 lua54
-- why: 5.2 manual 8.2 moves unpack into table; a call of nil from 5.3 on.
local function distance(x, y)
  return math.abs(x) + math.abs(y)
end
local position = { -3, 4 }
print('measuring')
return distance(unpack(position))
