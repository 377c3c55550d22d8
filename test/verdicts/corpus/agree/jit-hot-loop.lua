-- truth: agree
-- why: compiled and interpreted code do the same here.
local function step(x) return (x * 16807) % 2147483647.0 end
local x = 1.0
for _ = 1, 5000 do x = step(x) end
local grid = {}
for i = 1, 500 do grid[i] = i % 3 == 0 and grid[i - 1] or i end
return x, grid[300]
