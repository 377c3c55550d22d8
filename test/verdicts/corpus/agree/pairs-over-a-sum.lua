-- truth: agree
-- why: whole numbers add up to the same in any order.
local stock = {}
for number = 1, 60 do stock['crate' .. number] = number end
local total, count = 0, 0
for _, number in pairs(stock) do
  total = total + number
  count = count + 1
end
print(total .. ' in ' .. count)
return total
