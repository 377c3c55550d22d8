-- truth: nondeterministic on *
-- why: 5.1 manual 5.8 os.clock: CPU time used so far, with the real clock let through.
local sum = 0
for i = 1, 20000 do sum = (sum + i * i) % 65521 end
print('checksum ' .. sum)
print(string.format('took %.17g s', os.clock()))
return sum
