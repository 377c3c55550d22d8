-- Proves a thief's walk past a patrolling guard: paths, sight and host together.
local TileMap = require 'game.tilemap'
local path = require 'game.path'
local sight = require 'game.sight'

local museum = TileMap([[
  ################
  #G.....#.......#
  #......+...T...#
  #......#.......#
  ###.########.###
  #..............#
  #..T....T......#
  #S............X#
  ################
]])

local gx, gy = museum:find('G')
local sx, sy = museum:find('S')
local ex, ey = museum:find('X')
local round = path.find(museum, gx, gy, 13, 6)
local sneak = path.find(museum, sx, sy, ex, ey, { diagonal = true })

local guard = host.spawn('guard', gx, gy, { alert = false, range = 7 })
local thief = host.spawn('thief', sx, sy)

local sightings, alarm = {}, nil
for step = 1, math.max(#round, #sneak) do
  local watch = round[math.min(step, #round)]
  local shadow = sneak[math.min(step, #sneak)]
  local distance = math.max(math.abs(watch.x - shadow.x), math.abs(watch.y - shadow.y))
  local seen = distance <= 7 and sight.mutual(museum, watch.x, watch.y, shadow.x, shadow.y)
  print(string.format('%2d guard %d,%d thief %d,%d %s', step, watch.x, watch.y, shadow.x, shadow.y,
    seen and 'SEEN' or '-'))
  if seen then
    sightings[#sightings + 1] = step
    alarm = alarm or step
    if alarm == step then host.log('warn', 'the thief is seen at step ' .. step) end
  end
end

return alarm, sightings, #round, #sneak, guard, thief
