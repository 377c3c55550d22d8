-- truth: agree
-- why: the keys are sorted before they are shown.
local prices = {}
for number = 1, 50 do prices['ware' .. number] = number end
local names = {}
for name in pairs(prices) do names[#names + 1] = name end
table.sort(names)
print(table.concat(names, ' '))
return names[1]
