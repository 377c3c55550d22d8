-- truth: agree
-- why: shuffled with the seeded generator, over a list, no pairs involved.
local deck = {}
for i = 1, 20 do deck[i] = i end
for i = #deck, 2, -1 do
  local j = math.random(i)
  deck[i], deck[j] = deck[j], deck[i]
end
return table.concat(deck, ' ')
