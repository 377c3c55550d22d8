-- truth: agree
-- why: add and store do the same on both sides.
local sum = 0
for i = 1, 5 do sum = host.add(sum, i) end
host.store('best', 'Ada')
print(host.stored('best') .. ' ' .. sum)
return host.stored('worst')
