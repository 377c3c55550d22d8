-- truth: order-dependent on *
-- truth: dialect int-float-tostring on lua53 lua54
-- why: two causes: the list is in no order (5.1 manual 5.1 next), and the half is a float on 5.3+.
local names, prices = {}, {}
for number = 1, 512 do names[number] = 'ware' .. number end
for number = 1, 512 do prices[names[number * 3 % 512 + 1]] = 8 end
local list = {}
for ware in pairs(prices) do list[#list + 1] = ware end
print('half price: ' .. prices.ware5 / 2)
return table.concat(list, ' ', 1, 30)
