-- A* on a tile map. Costs are integers (10 straight, 14 diagonal, times the
-- terrain) so that no rounding decides between two routes.

local Heap = require 'game.heap'

local path = {}

local STRAIGHT, DIAGONAL = 10, 14

local STEPS = {
  { 0, -1, STRAIGHT }, { 1, 0, STRAIGHT }, { 0, 1, STRAIGHT }, { -1, 0, STRAIGHT },
  { 1, -1, DIAGONAL }, { 1, 1, DIAGONAL }, { -1, 1, DIAGONAL }, { -1, -1, DIAGONAL },
}

-- Equal estimates prefer the node nearer to the goal, then the older one.
local function before(a, b)
  if a.estimate ~= b.estimate then return a.estimate < b.estimate end
  if a.remaining ~= b.remaining then return a.remaining < b.remaining end
  return a.order < b.order
end

local function distance(x, y, toX, toY, diagonal)
  local dx, dy = math.abs(x - toX), math.abs(y - toY)
  if not diagonal then return STRAIGHT * (dx + dy) end
  local short = math.min(dx, dy)
  return DIAGONAL * short + STRAIGHT * (dx + dy - 2 * short)
end

-- A diagonal step may not squeeze between two walls or cut a wall's corner.
local function isOpen(map, x, y, step)
  local toX, toY = x + step[1], y + step[2]
  if map:isSolid(toX, toY) then return false end
  if step[3] == STRAIGHT then return true end
  return not map:isSolid(toX, y) and not map:isSolid(x, toY)
end

local function trace(map, cameFrom, index)
  local reversed = {}
  while index do
    local x, y = map:position(index)
    reversed[#reversed + 1] = { x = x, y = y }
    index = cameFrom[index]
  end
  local route = {}
  for position = #reversed, 1, -1 do route[#route + 1] = reversed[position] end
  return route
end

-- Returns route, cost, visited; or nil, reason, visited.
function path.find(map, x, y, toX, toY, options)
  local diagonal = options and options.diagonal or false
  local limit = options and options.limit or map.width * map.height
  if map:isSolid(x, y) then return nil, 'start blocked', 0 end
  if map:isSolid(toX, toY) then return nil, 'goal blocked', 0 end

  local open, order = Heap(before), 0
  local best, cameFrom, closed, visited = {}, {}, {}, 0
  local function consider(index, atX, atY, cost, from)
    if best[index] and best[index] <= cost then return end
    best[index], cameFrom[index] = cost, from
    order = order + 1
    local remaining = distance(atX, atY, toX, toY, diagonal)
    open:push({ index = index, estimate = cost + remaining, remaining = remaining, order = order })
  end

  local goal = map:index(toX, toY)
  consider(map:index(x, y), x, y, 0, nil)
  while not open:isEmpty() do
    local index = open:pop().index
    if index == goal then return trace(map, cameFrom, goal), best[goal], visited end
    -- A node improved after it was queued leaves its older entry behind.
    if not closed[index] then
      closed[index], visited = true, visited + 1
      if visited > limit then return nil, 'too far', visited end
      local atX, atY = map:position(index)
      for position = 1, diagonal and 8 or 4 do
        local step = STEPS[position]
        if isOpen(map, atX, atY, step) then
          local nextX, nextY = atX + step[1], atY + step[2]
          local cost = best[index] + step[3] * map:cost(nextX, nextY)
          consider(map:index(nextX, nextY), nextX, nextY, cost, index)
        end
      end
    end
  end
  return nil, 'unreachable', visited
end

local COMPASS = { ['0,-1'] = 'n', ['1,0'] = 'e', ['0,1'] = 's', ['-1,0'] = 'w',
  ['1,-1'] = 'ne', ['1,1'] = 'se', ['-1,1'] = 'sw', ['-1,-1'] = 'nw' }

function path.directions(route)
  local names = {}
  for index = 2, #route do
    local from, to = route[index - 1], route[index]
    names[#names + 1] = COMPASS[string.format('%d,%d', to.x - from.x, to.y - from.y)]
  end
  return names
end

function path.draw(map, route, symbol)
  local copy = map:copy()
  for _, step in ipairs(route) do copy:set(step.x, step.y, symbol or '*') end
  return tostring(copy)
end

return path
