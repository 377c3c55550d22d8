-- truth: limits on lua51 lua54
-- why: lists of sixteen numbers: 128 bytes each on LuaJIT, 256 on PUC's Lua, which makes more than 32 MiB.
local units = {}
for number = 1, 120000 do
  units[number] = { number, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16 }
end
local sum = 0
for number = 1, #units, 1000 do sum = sum + units[number][2] end
print('units placed')
return sum
