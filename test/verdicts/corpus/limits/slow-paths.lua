-- truth: limits on lua53
-- why: floods of a map, again and again; only fengari needs longer than the limit.
local WIDTH = 60
local function flood()
  local distance, queue, head = { [1] = 0 }, { 1 }, 1
  while queue[head] do
    local at = queue[head]
    head = head + 1
    for _, step in ipairs { 1, -1, WIDTH, -WIDTH } do
      local to = at + step
      if to >= 1 and to <= WIDTH * WIDTH and not distance[to] then
        distance[to] = distance[at] + 1
        queue[#queue + 1] = to
      end
    end
  end
  return #queue
end
local tiles
for _ = 1, 200 do tiles = flood() end
return tiles
