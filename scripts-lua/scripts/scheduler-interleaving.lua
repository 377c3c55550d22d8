-- Proves that sleeping tasks interleave by due time, then by queueing order.
local Scheduler = require 'game.scheduler'

local scheduler, lines = Scheduler(), {}
local function say(who, what)
  lines[#lines + 1] = string.format('%4d %s %s', scheduler.now, who, what)
end

local function patrol(name, pause, rounds)
  for round = 1, rounds do
    say(name, 'passes ' .. round)
    Scheduler.sleep(pause)
  end
  return name .. ' rests'
end

local guards = {
  scheduler:spawn('north', patrol, 'north', 30, 4),
  scheduler:spawn('east', patrol, 'east', 20, 5),
  scheduler:spawn('gate', patrol, 'gate', 60, 2),
}
scheduler:spawn('captain', function()
  Scheduler.sleep(60)
  say('captain', 'calls')
  local state, value = Scheduler.join(guards[1])
  say('captain', 'hears: ' .. value .. ' (' .. state .. ')')
  guards[4] = scheduler:spawn('recruit', patrol, 'recruit', 5, 3)
end)

local steps = {}
for tick = 1, 10 do steps[tick] = scheduler:advance(16) end
print(table.concat(lines, '\n'))

local ends = {}
for index, task in ipairs(guards) do
  ends[index] = task.name .. ':' .. task.state .. ':' .. tostring(task.value)
end
return lines, steps, ends, scheduler.now
