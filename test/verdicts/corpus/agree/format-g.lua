-- truth: agree
-- why: %.14g writes 5 for 5.0, too.
local function show(value) return string.format('%.14g', value) end
local half = 10 / 2
print('half is ' .. show(half))
print('third is ' .. show(10 / 4))
return show(half)
