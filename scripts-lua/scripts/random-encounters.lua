-- Proves the script's random numbers in all three forms, and a shuffle built on them.
local WEATHER = { 'sun', 'rain', 'fog', 'snow' }

local forecast, counts = {}, {}
for day = 1, 28 do
  local weather = WEATHER[math.random(#WEATHER)]
  counts[weather] = (counts[weather] or 0) + 1
  forecast[day] = weather:sub(1, 1)
end
print(table.concat(forecast, ' '))

local function shuffle(list)
  for index = #list, 2, -1 do
    local other = math.random(1, index)
    list[index], list[other] = list[other], list[index]
  end
  return list
end
local deck = {}
for card = 1, 20 do deck[card] = card end
shuffle(deck)
print(table.concat(deck, ' '))

local hits, inside = 0, 0
for _ = 1, 400 do
  if math.random() < 0.25 then hits = hits + 1 end
  local x, y = math.random(), math.random()
  if x * x + y * y < 1 then inside = inside + 1 end
end

local temperatures, low, high = {}, 99, -99
for hour = 1, 24 do
  local degrees = math.random(-10, 15)
  temperatures[hour] = string.format('%d', degrees)
  low, high = math.min(low, degrees), math.max(high, degrees)
end
print(table.concat(temperatures, ','))
return counts, deck, hits, inside, temperatures, low, high
