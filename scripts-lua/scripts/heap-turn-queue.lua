-- Proves that the heap hands out a thousand entries in order, ties by age.
local Heap = require 'game.heap'

local function sooner(a, b)
  if a.time ~= b.time then return a.time < b.time end
  return a.age < b.age
end

local queue = Heap(sooner)
for age = 1, 1000 do queue:push({ time = age * 389 % 101, age = age }) end

local order, wrong, previous = {}, 0, nil
while not queue:isEmpty() do
  local peeked, entry = queue:peek(), queue:pop()
  if peeked ~= entry or (previous and sooner(entry, previous)) then wrong = wrong + 1 end
  previous = entry
  if #order < 12 then order[#order + 1] = entry.time .. '/' .. entry.age end
end
print(table.concat(order, ' '), wrong, queue:pop())

-- Fighters act again after a delay: the fast ones more often.
local turns, line = Heap(sooner), {}
for age, fighter in ipairs({ { 'rogue', 3 }, { 'knight', 5 }, { 'ogre', 8 } }) do
  turns:push({ time = fighter[2], age = age, name = fighter[1], delay = fighter[2] })
end
for _ = 1, 16 do
  local actor = turns:pop()
  line[#line + 1] = actor.time .. ' ' .. actor.name
  turns:push({ time = actor.time + actor.delay, age = actor.age, name = actor.name, delay = actor.delay })
end
for _, entry in ipairs(line) do print(entry) end
return order, wrong, line, turns.count
