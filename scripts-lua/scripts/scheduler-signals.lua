-- Proves that signals wake exactly the tasks that wait, and carry several values.
local Scheduler = require 'game.scheduler'

local scheduler, heard = Scheduler(), {}

local function listener(name, times)
  for _ = 1, times do
    local hour, bells = Scheduler.await('bell')
    heard[#heard + 1] = string.format('%s hears %d bells at %s', name, bells, tostring(hour))
  end
  local reason = Scheduler.await('dawn')
  return name .. ' wakes: ' .. tostring(reason)
end

local monk = scheduler:spawn('monk', listener, 'monk', 2)
local thief = scheduler:spawn('thief', listener, 'thief', 1)
local ghost = scheduler:spawn('ghost', listener, 'ghost', 99)

local woken = {}
woken[1] = scheduler:signal('bell', 'early', 1) -- nobody has started yet
scheduler:advance(0)
woken[2] = scheduler:signal('bell', 'midnight', 12)
scheduler:advance(10)
woken[3] = scheduler:signal('bell', nil, 1)
scheduler:advance(10)
woken[4] = scheduler:signal('dawn', 'the cock crows')
scheduler:advance(10)
scheduler:cancel(ghost)
woken[5] = scheduler:signal('bell', 'noon', 12)
scheduler:advance(10)

for _, line in ipairs(heard) do print(line) end
return woken, heard, monk.value, thief.value, ghost.state, ghost.value
