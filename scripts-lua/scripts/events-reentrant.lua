-- Proves that handlers may add, remove and emit while an event is under way.
local Bus = require 'game.events'

local bus, trace = Bus(), {}
local function say(line) trace[#trace + 1] = line end

-- A bell rings smaller bells, depth first.
bus:on('bell', function(size)
  say('bell ' .. size)
  if size > 1 then
    bus:emit('bell', size - 1)
    bus:emit('bell', size - 2)
  end
end)

-- A bomb removes its neighbour and plants another, which waits for the next event.
local neighbour
bus:on('bomb', function()
  say('boom')
  bus:off(neighbour)
  bus:on('bomb', function() say('second bomb') end, 9)
end, 1)
neighbour = bus:on('bomb', function() say('never') end)

-- Posted events keep cause before effect, and a runaway chain is cut off.
bus:on('spread', function(generation)
  say('spread ' .. generation)
  bus:post('spread', generation + 1)
end)

bus('bell', 4)
bus('bomb')
bus('bomb')
bus:post('spread', 1)
bus:post('bell', 1)
local delivered = bus:flush(6)

print(table.concat(trace, '; '))
return trace, delivered, #bus.queue, bus.queue[1].name
