-- Proves the host's dice: their range, their sums and how often each face falls.
local faces, low, high = {}, 7, 0
for _ = 1, 600 do
  local face = host.roll(6)
  faces[face] = (faces[face] or 0) + 1
  low, high = math.min(low, face), math.max(high, face)
end
for face = 1, 6 do print(face, string.rep('*', math.floor(faces[face] / 5))) end

local sums = {}
for count = 1, 12 do sums[count] = host.roll(8, count) end

local large = { host.roll(1000000), host.roll(2147483646), host.roll(2147483646, 3), host.roll(1) }
local even = 0
for _ = 1, 100 do
  if host.roll(20) % 2 == 0 then even = even + 1 end
end
print(low, high, table.concat(sums, ' '), even)
return faces, low, high, sums, large, even
