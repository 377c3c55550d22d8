-- Line of sight on a tile map (Bresenham lines, no floating point).

local sight = {}

-- for x, y in sight.line(...): both end points included.
function sight.line(x, y, toX, toY)
  local dx, dy = math.abs(toX - x), -math.abs(toY - y)
  local stepX, stepY = x < toX and 1 or -1, y < toY and 1 or -1
  local balance, done = dx + dy, false
  return function()
    if done then return nil end
    local atX, atY = x, y
    done = x == toX and y == toY
    local doubled = 2 * balance
    if doubled >= dy then balance, x = balance + dy, x + stepX end
    if doubled <= dx then balance, y = balance + dx, y + stepY end
    return atX, atY
  end
end

-- The viewer and the target themselves never block: a door can be seen.
function sight.clear(map, x, y, toX, toY)
  for atX, atY in sight.line(x, y, toX, toY) do
    local isEnd = (atX == x and atY == y) or (atX == toX and atY == toY)
    if not isEnd and map:isOpaque(atX, atY) then return false, atX, atY end
  end
  return true
end

-- Bresenham lines are not symmetric; two creatures see each other when either
-- line is free, so that nobody can shoot without being shot at.
function sight.mutual(map, x, y, toX, toY)
  return sight.clear(map, x, y, toX, toY) or sight.clear(map, toX, toY, x, y)
end

-- Set of visible tile indices within a circular radius.
function sight.field(map, x, y, radius)
  local visible, count = {}, 0
  for atY = y - radius, y + radius do
    for atX = x - radius, x + radius do
      local dx, dy = atX - x, atY - y
      local inReach = dx * dx + dy * dy <= radius * radius
      if inReach and map:contains(atX, atY) and sight.clear(map, x, y, atX, atY) then
        visible[map:index(atX, atY)] = true
        count = count + 1
      end
    end
  end
  return visible, count
end

-- The map as seen: unseen tiles are blank.
function sight.render(map, visible, x, y)
  local rows = {}
  for row = 1, map.height do
    local cells = {}
    for column = 1, map.width do
      if column == x and row == y then
        cells[column] = '@'
      else
        cells[column] = visible[map:index(column, row)] and map:get(column, row) or '?'
      end
    end
    rows[row] = table.concat(cells)
  end
  return table.concat(rows, '\n')
end

return sight
