-- truth: agree
-- why: a tree of 4000 levels takes 8000 to 12000 of 65500 slots (luaconf.h, LUAI_MAXSTACK), which suffices with frames of either kind.
local function height(node) return node and 1 + height(node.child) or 0 end
local tree
for _ = 1, 4000 do tree = { child = tree } end
local ok, result = pcall(height, tree)
print(ok)
return result
