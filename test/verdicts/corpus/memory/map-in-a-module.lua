-- truth: limits on lua51 lua54
-- why: the grid of the module needs 16 bytes a tile on PUC's Lua and 8 on LuaJIT; pcall sees an error, which is a limit all the same.
local grid = require 'grid'
local ok, tiles = pcall(grid.make, 1100, 1000)
print(ok and 'made' or 'no room')
return ok and #tiles
