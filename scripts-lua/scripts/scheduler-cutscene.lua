-- Proves that a cutscene of parallel tasks follows the host's clock frame by frame.
local Scheduler = require 'game.scheduler'

local scheduler, film = Scheduler(), {}
local function show(line)
  film[#film + 1] = string.format('%03d %s', scheduler.now, line)
  host.log('debug', line)
end

local function walk(actor, from, to)
  local step = from < to and 1 or -1
  for x = from + step, to, step do
    Scheduler.sleep(20)
    show(actor .. ' at ' .. x)
  end
end

scheduler:spawn('director', function()
  show('curtain')
  local hero = scheduler:spawn('hero', walk, 'hero', 0, 3)
  local villain = scheduler:spawn('villain', walk, 'villain', 7, 4)
  Scheduler.join(hero)
  Scheduler.join(villain)
  show('they meet')
  Scheduler.sleep(48)
  show('lightning')
  scheduler:signal('lightning')
end)
scheduler:spawn('chorus', function()
  Scheduler.await('lightning')
  show('chorus: woe!')
end)

local frames, last = 0, host.clock()
while frames < 16 do
  local now = host.clock()
  scheduler:advance(now - last)
  last, frames = now, frames + 1
end

print(table.concat(film, '\n'))
return film, frames, last, scheduler.now
