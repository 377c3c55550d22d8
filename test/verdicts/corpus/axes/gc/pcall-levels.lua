-- truth: gc on native:gc=gc32 native:arch=i386
-- why: pcall is a frame too (lj_frame.h, FRAME_PCALL) and takes no C stack in LuaJIT, so that the 65500 slots are the limit, and LJ_FR2 makes both frames larger.
local levels = 0
local function guarded(level)
  if level > levels then levels = level end
  local ok = pcall(guarded, level + 1)
  return ok
end
guarded(1)
print('guards nested: ' .. math.floor(levels / 1000) .. '000')
return levels > 0
