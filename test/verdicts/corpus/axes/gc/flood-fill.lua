-- truth: gc on native:gc=gc32 native:arch=i386
-- why: the fill calls itself once a tile; the stack of 65500 slots (luaconf.h) holds more frames where each is a slot smaller (lj_frame.h, LJ_FR2).
local WIDTH = 30000
local filled = {}
local function fill(tile)
  if tile > WIDTH or filled[tile] then return 0 end
  filled[tile] = true
  return 1 + fill(tile + 1)
end
local ok = pcall(fill, 1)
print(ok and 'lake filled' or 'lake overflows')
return filled[1]
