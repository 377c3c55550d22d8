-- Proves a day in town where scheduler, bus, quests, market and host play together.
local Bus = require 'game.events'
local Market = require 'game.economy'
local Scheduler = require 'game.scheduler'
local quest = require 'game.quest'

local bus, clock, lines = Bus(), Scheduler(), {}
local function say(line)
  lines[#lines + 1] = string.format('%02d:00 %s', math.floor(clock.now / 60), line)
  print(lines[#lines])
end

local town = Market('Ashford', {
  bread = { base = 2, stock = 10, target = 20, made = 12, used = 4 },
  iron = { base = 20, stock = 4, target = 6, used = 1 },
})
local log = quest.QuestLog(bus, { {
  id = 'supper', title = 'Supper for the smith', reward = { copper = 15 },
  objectives = { { event = 'collect', subject = 'bread', count = 5 },
    { event = 'talk', subject = 'smith', count = 1 } },
} })

local purse = 25
clock:spawn('baker', function()
  for _ = 1, 3 do
    Scheduler.sleep(180)
    town:tick()
    say('bread costs ' .. town:price('bread'))
    clock:signal('fresh bread', town:price('bread'))
  end
end)
clock:spawn('hero', function()
  log:get('supper'):fire('accept')
  while log:get('supper').state == 'active' and purse > 0 do
    local price = Scheduler.await('fresh bread')
    local bought, spent = town:buy('bread', 2 + host.roll(2), purse)
    purse = purse - spent
    say('the hero buys ' .. bought .. ' at ' .. price .. ' and has ' .. purse .. ' left')
    bus('collect', 'bread', bought)
    bus('talk', 'smith')
  end
  return log:handIn('supper')
end)
bus:on('quest progress', function(q) say(tostring(q)) end)

for _ = 1, 24 do
  clock:advance(60)
  bus:flush()
end
host.log('info', 'night falls on ' .. town.name)
return lines, purse, log:summary(), town:prices(), town.coins
