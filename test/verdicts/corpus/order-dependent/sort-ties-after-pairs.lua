-- truth: order-dependent on *
-- why: 5.1 manual 5.5 table.sort: not stable, so heroes of the same level stay in an order that pairs made.
local names, levels = {}, {}
for number = 1, 512 do names[number] = 'hero' .. number end
for number = 1, 512 do levels[names[number * 3 % 512 + 1]] = number % 3 end
local list = {}
for name, level in pairs(levels) do list[#list + 1] = { name = name, level = level } end
table.sort(list, function(a, b) return a.level > b.level end)
print('level of the best: ' .. list[1].level)
local best = {}
for i = 1, 24 do best[i] = list[i].name end
return table.concat(best, ' ')
