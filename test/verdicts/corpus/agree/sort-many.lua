-- truth: agree
-- why: numbers that are equal are indistinguishable, however unstable the sort.
local rolls = {}
for i = 1, 200 do rolls[i] = i * 7919 % 101 end
table.sort(rolls)
return rolls[1], rolls[100], rolls[200]
