-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next: which key comes first is not specified.
local bag, items = {}, {}
for _, kind in ipairs { 'sword', 'axe', 'bow', 'rod', 'net', 'pike', 'mace', 'whip' } do
  for quality = 1, 64 do items[#items + 1] = kind .. quality end
end
for i = 1, 512 do bag[items[i * 11 % 512 + 1]] = i end
local drawn = next(bag)
local second = next(bag, drawn)
print('draws two things')
return drawn, second
