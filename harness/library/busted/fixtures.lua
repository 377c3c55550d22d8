---@meta
-- What `require 'busted.fixtures'` gives: files beside the spec file that asks.

---@class luaparity.Fixtures
local fixtures = {}

---The path of a file, seen from the folder of the spec file; without a name, that folder's.
---@param relative? string
---@return string
function fixtures.path(relative) end

---The bytes of a file, seen from the folder of the spec file.
---@param relative string
---@return string
function fixtures.read(relative) end

---Runs a Lua file, seen from the folder of the spec file, and gives what it returns.
---@param relative string `.lua` may be left out
---@return any
function fixtures.load(relative) end

return fixtures
