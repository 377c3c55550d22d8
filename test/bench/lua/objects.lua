-- Objects, closures and the collector: vectors with methods, then a sort with a comparator.
local Vector = {}
Vector.__index = Vector

function Vector.new(x, y) return setmetatable({ x = x, y = y }, Vector) end
function Vector:add(other) return Vector.new(self.x + other.x, self.y + other.y) end

local sum, step = Vector.new(0, 0), Vector.new(1, 2)
for _ = 1, 700000 do sum = sum:add(step) end

local queue = {}
for i = 1, 60000 do queue[i] = { priority = (i * 7919) % 60013 } end
table.sort(queue, function(a, b) return a.priority < b.priority end)

return sum.x, sum.y, queue[1].priority
