-- truth: agree
-- why: 5.2 manual 8.2: one of the two names is there on every VM.
local unpack = unpack or table.unpack
local function area(w, h) return w * h end
print(area(unpack { 3, 4 }))
return select('#', unpack({ 1, nil, 3 }, 1, 3))
