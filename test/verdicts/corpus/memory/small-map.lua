-- truth: agree
-- why: a million bytes as one string, and a list of a hundred thousand numbers, fit everywhere.
local bytes = ('.'):rep(1000000)
local heights = {}
for tile = 1, 100000 do heights[tile] = tile % 9 end
print('small world')
return #bytes + #heights
