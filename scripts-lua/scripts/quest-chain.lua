-- Proves that a chain of quests unlocks, progresses on events and pays out.
local Bus = require 'game.events'
local quest = require 'game.quest'
local tables = require 'game.tables'

local bus = Bus()
local news = {}
bus:on('quest progress', function(q) news[#news + 1] = tostring(q) end)
bus:on('quest unlocked', function(q) news[#news + 1] = 'unlocked ' .. q.title end)

local log = quest.QuestLog(bus, {
  { id = 'rats', title = 'Rats in the cellar', reward = { copper = 20 },
    objectives = { { event = 'kill', subject = 'rat', count = 3 } } },
  { id = 'cheese', title = 'The stolen cheese', requires = { 'rats' }, reward = { item = 'bread' },
    objectives = { { event = 'collect', subject = 'cheese', count = 2 },
      { event = 'talk', subject = 'innkeeper', count = 1 } } },
  { id = 'king', title = 'The rat king', requires = { 'rats', 'cheese' }, reward = { copper = 500 },
    objectives = { { event = 'visit', subject = 'sewer', count = 1 },
      { event = 'kill', subject = 'rat king', count = 1 } } },
})

local function happen(...)
  bus(...)
  bus:flush()
end

local rewards = {}
local function finish(id)
  rewards[#rewards + 1] = log:handIn(id)
  bus:flush()
end

happen('kill', 'rat') -- before the quest is accepted: does not count
log:get('rats'):fire('accept')
for _ = 1, 4 do happen('kill', 'rat') end
finish('rats')

log:get('cheese'):fire('accept')
happen('collect', 'cheese', 5)
happen('talk', 'innkeeper')
finish('cheese')

log:get('king'):fire('accept')
happen('kill', 'rat king')
happen('visit', 'sewer')
finish('king')

for _, line in ipairs(news) do print(line) end
local states = {}
for id, q in tables.sortedPairs(log.quests) do states[id] = q.state end
return states, rewards, news, log:summary()
