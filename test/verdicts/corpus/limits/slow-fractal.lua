-- truth: limits on lua53
-- why: fengari interprets Lua in JavaScript, some fifty times slower than compiled C; all others end well within the limit.
local x, y = 0.1, 0.2
local inside = 0
for _ = 1, 9000000 do
  x, y = x * x - y * y + 0.3, 2 * x * y + 0.1
  if x * x + y * y > 4 then x, y = 0.1, 0.2 else inside = inside + 1 end
end
print('points inside: ' .. string.format('%.0f', inside))
return inside > 0
