-- truth: gc on native:gc=gc32 native:arch=i386
-- why: lj_frame.h (LJ_FR2): a frame has two slots of its own with 64-bit references and one with 32-bit ones; luaconf.h (LUAI_MAXSTACK) has 65500 slots for either.
local deepest = 0
local function descend(level)
  deepest = level
  return 1 + descend(level + 1)
end
local ok = pcall(descend, 1)
print(('cave ends after %d thousand levels'):format(deepest / 1000))
return ok
