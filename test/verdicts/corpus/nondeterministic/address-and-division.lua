-- truth: nondeterministic on *
-- truth: dialect int-float-tostring on lua53 lua54
-- why: two causes: an address is printed on line 1 (5.1 manual 5.1 tostring), a float on line 2 (5.3 manual 8.1).
local chest = { gold = 10 }
print('opened ' .. tostring(chest))
print('half of it: ' .. chest.gold / 2)
return #tostring(chest) > 7
