-- truth: gc on native:gc=gc32 native:arch=i386
-- why: 25000 levels with a local and a frame of one slot fit into 65500 slots (luaconf.h), and not with frames of two (lj_frame.h, LJ_FR2).
local function depth(node)
  if not node.child then return 1 end
  return 1 + depth(node.child)
end
local tree = {}
local at = tree
for _ = 1, 25000 do
  at.child = {}
  at = at.child
end
local ok, result = pcall(depth, tree)
if not ok then error('tree too deep to save', 0) end
print('saved tree')
return result
