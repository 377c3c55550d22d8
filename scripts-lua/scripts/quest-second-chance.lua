-- Proves that failing, abandoning and retrying start the objectives afresh.
local Bus = require 'game.events'
local quest = require 'game.quest'

local bus = Bus()
local log = quest.QuestLog(bus, {
  { id = 'escort', title = 'Escort the pilgrim', reward = { honour = 3 },
    objectives = { { event = 'visit', subject = 'milestone', count = 4 } } },
  { id = 'herbs', title = 'Herbs for the healer',
    objectives = { { event = 'collect', subject = 'herb', count = 5 } } },
})

local escort, trace = log:get('escort'), {}
local function step(action, ...)
  local state, reason = escort:fire(action, ...)
  trace[#trace + 1] = state or reason
  print(action, state, reason)
end

step('accept')
bus('visit', 'milestone', 3)
print(escort)
step('fail')
bus('visit', 'milestone', 1)
step('hand_in')
step('retry')
print(escort)
step('accept')
bus('visit', 'milestone', 2)
step('abandon')
step('accept')
for _ = 1, 4 do bus('visit', 'milestone') end
print(escort)

local reward = log:handIn('escort')
local again, reason = log:handIn('escort')
local ok, unknown = pcall(log.get, log, 'dragon')
host.log('warn', unknown)
return trace, reward, again, reason, ok, unknown, log:summary()
