-- truth: agree
-- why: collecting garbage has no effect that this script can see; where there is no collector, the error is caught.
local cache = {}
for i = 1, 200 do cache[i] = { i } end
pcall(collectgarbage, 'collect')
for i = 1, 200, 2 do cache[i] = nil end
pcall(collectgarbage)
print(cache[2][1], cache[3])
return cache[200][1]
