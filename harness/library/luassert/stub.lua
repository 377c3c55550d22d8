---@meta
-- Stubs: spies that answer themselves.

---@class luaparity.StubAnswers
local answers = {}

---These values.
---@param ... any
---@return luaparity.Stub
function answers.returns(...) end

---Whatever this function gives.
---@param call function
---@return luaparity.Stub
function answers.invokes(call) end

---@class luaparity.Stub: luaparity.Spy
---@field by_default luaparity.StubAnswers what to answer unless the arguments are named by `on_call_with`
---@overload fun(...: any): ...
local a_stub = {}

---These values are the answer from now on.
---@param ... any
---@return luaparity.Stub
function a_stub.returns(...) end

---What this function gives is the answer from now on.
---@param call function
---@return luaparity.Stub
function a_stub.invokes(call) end

---What to answer calls with these arguments; matchers may stand for some.
---@param ... any
---@return luaparity.StubAnswers
function a_stub.on_call_with(...) end

---@class luaparity.StubModule
---@overload fun(object?: table, name?: any, ...: any): luaparity.Stub
local stubs = {}

---Puts a stub in the place of a function of a table. Further arguments are what it returns; a single function, what it
---calls.
---@param object? table
---@param name? any
---@param ... any
---@return luaparity.Stub
function stubs.new(object, name, ...) end

return stubs
