-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next: the dice are the same, but who rolls first is not.
math.randomseed(7)
local names, monsters = {}, {}
for number = 1, 512 do names[number] = 'orc' .. number end
for number = 1, 512 do monsters[names[number * 9 % 512 + 1]] = true end
local rolled, count = {}, 0
for name in pairs(monsters) do
  rolled[name] = math.random(100000)
  count = count + 1
end
print(count .. ' rolls')
return rolled.orc1, rolled.orc28
