---@meta
-- Mocks: whole tables of spies or stubs.

---@class luaparity.MockModule
---@overload fun(object: table, stubbed?: boolean, ...: any): table
local mocks = {}

---Puts a spy, or a stub when asked for, in the place of every function of the table and of the tables in it.
---@generic T: table
---@param object T
---@param stubbed? boolean
---@param ... any
---@return T
function mocks.new(object, stubbed, ...) end

---Has the spies of a table forget the calls so far.
---@generic T: table
---@param object T
---@return T
function mocks.clear(object) end

---Puts the functions of a table back.
---@generic T: table
---@param object T
---@return T
function mocks.revert(object) end

return mocks
