-- truth: agree
-- why: lj_obj.h: a TValue has 8 bytes with either kind of references, so that a list of numbers takes the same.
collectgarbage() collectgarbage() collectgarbage 'stop'
local before = collectgarbage 'count'
local heights = {}
for tile = 1, 65536 do heights[tile] = tile + 0.5 end
collectgarbage() collectgarbage()
local bytes = (collectgarbage 'count' - before) * 1024 / 65536
collectgarbage 'restart'
print(bytes < 18 and 'list of slots' or 'list of boxes')
return #heights
