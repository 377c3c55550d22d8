-- truth: gc on native:gc=gc32 native:arch=i386
-- why: a call of a vararg function makes two frames (lj_frame.h, FRAME_VARG), each with one slot more under LJ_FR2, in a stack of 65500 slots.
local calls = 0
local function log(level, ...)
  calls = level
  local rest = log(level + 1, ...)
  return rest + 1
end
local ok = pcall(log, 1, 'a', 'b')
print(('messages nested: %d thousand'):format(calls / 1000))
return ok
