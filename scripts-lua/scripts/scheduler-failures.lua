-- Proves that a failing task ends alone and its error value reaches who joined it.
local Scheduler = require 'game.scheduler'

local scheduler, seen = Scheduler(), {}

local bridge = scheduler:spawn('bridge', function()
  Scheduler.sleep(40)
  error({ code = 'collapsed', depth = 12 })
end)
local tower = scheduler:spawn('tower', function()
  Scheduler.sleep(25)
  error('the tower is haunted', 0)
end)
local odd = scheduler:spawn('odd', function() coroutine.yield('levitate', 3) end)

local function watch(name, task)
  return scheduler:spawn(name, function()
    local state, value = Scheduler.join(task)
    local text = type(value) == 'table' and (value.code .. ' ' .. value.depth) or tostring(value)
    seen[#seen + 1] = name .. ' saw ' .. state .. ': ' .. text
    print(seen[#seen])
    return value
  end)
end

local first, second = watch('scout', bridge), watch('squire', tower)
scheduler:advance(30)
local late = watch('straggler', tower)
scheduler:advance(30)

local states = { bridge.state, tower.state, odd.state, first.state, second.state, late.state }
return states, bridge.value, tower.value, odd.value, seen, first.value == bridge.value
