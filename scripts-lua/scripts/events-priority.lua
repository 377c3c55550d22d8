-- Proves the order of handlers, the wildcard, and that false ends an event.
local Bus = require 'game.events'

local bus, calls = Bus(), {}
local function note(name)
  return function(...)
    local parts = { name }
    for index = 1, select('#', ...) do parts[#parts + 1] = tostring((select(index, ...))) end
    calls[#calls + 1] = table.concat(parts, ' ')
  end
end

bus:on('door opens', note('dust falls'))
bus:on('door opens', note('hinges creak'), 5)
bus:on('*', note('chronicle'), -10)
local trap = bus:on('door opens', function(who)
  calls[#calls + 1] = 'trap springs on ' .. who
  return false
end, 3)
bus:on('door opens', note('torches flare'), 5)
bus:once('door opens', note('first visit'), 9)

local results = {}
local function open(who)
  calls[#calls + 1] = '> ' .. who
  local reached, stopped = bus('door opens', who, nil, 7)
  results[#results + 1] = { reached, stopped }
end

open('thief')
bus:off(trap)
open('knight')
results[#results + 1] = { bus:emit('window opens', true) }
results[#results + 1] = bus:off(trap)

for _, line in ipairs(calls) do print(line) end
return calls, results, #bus.handlers
