-- truth: gc on native:gc=gc32 native:arch=i386
-- why: every coroutine has a stack of its own with the same limit of 65500 slots (luaconf.h), and frames of one slot more under LJ_FR2 (lj_frame.h).
local function search(room, path)
  path.rooms = room
  local found = search(room + 1, path)
  return found and room
end
local path = {}
local walker = coroutine.create(function()
  coroutine.yield('started')
  return (search(1, path)) or 'none'
end)
print(select(2, coroutine.resume(walker)))
local ok = coroutine.resume(walker)
print(ok, coroutine.status(walker))
return math.floor(path.rooms / 1000)
