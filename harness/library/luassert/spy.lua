---@meta
-- Spies: functions that remember how they were called, and the assertions about that.

---Arguments or results of one call.
---@class luaparity.SpyCall
---@field vals table the values as they were then, tables copied; `n` is how many
---@field refs table the values themselves

---@class luaparity.Spy
---@field calls luaparity.SpyCall[] arguments, call by call
---@field returnvals luaparity.SpyCall[] results, call by call
---@field callback function what is called in turn
---@overload fun(...: any): ...
local a_spy = {}

---Puts the function back where the spy was put in its place.
---@return function callback
function a_spy:revert() end

---Forgets the calls so far.
---@return luaparity.Spy
function a_spy:clear() end

---How often it was called, and whether that is as often as said.
---@param times? integer at least once when left out
---@param compare? fun(count: integer, times: integer): boolean
---@return boolean
---@return integer count
function a_spy:called(times, compare) end

---Whether one of the calls had these arguments.
---@param arguments table a list, with `n`
---@return boolean
---@return table|nil arguments of that call, or of the last one
function a_spy:called_with(arguments) end

---Whether one of the calls had these results.
---@param results table a list, with `n`
---@return boolean
---@return table|nil results of that call, or of the last one
function a_spy:returned_with(results) end

---@class luaparity.SpyModule
---@overload fun(call?: function): luaparity.Spy
local spies = {}

---A spy around a function: call it in place of the function.
---@param call? function
---@return luaparity.Spy
function spies.new(call) end

---Puts a spy in the place of a function of a table, until `revert` or the end of the test's snapshot.
---@param object table
---@param name any
---@return luaparity.Spy
function spies.on(object, name) end

---Whether the value is a spy, stubs included.
---@param value any
---@return boolean
function spies.is_spy(value) end

---What can be asserted of a spy. `is`, `was` and the like as for other assertions.
---@class luaparity.SpyWords
---@field is luaparity.SpyWords
---@field was luaparity.SpyWords
---@field has luaparity.SpyWords
---@field Not luaparity.SpyWords
---@field is_not luaparity.SpyWords
---@field was_not luaparity.SpyWords
---@field has_not luaparity.SpyWords
local words = {}

---It was called, or exactly so many times.
---@param times? integer
function words.called(times) end
words.was_called = words.called
words.was_not_called = words.called
words.not_called = words.called

---One of the calls had these arguments, tables compared by what they hold; matchers may stand for some.
---@param ... any
function words.called_with(...) end
words.was_called_with = words.called_with
words.was_not_called_with = words.called_with
words.not_called_with = words.called_with

---One of the calls had these results.
---@param ... any
function words.returned_with(...) end
words.has_returned_with = words.returned_with
words.has_not_returned_with = words.returned_with

---It was called so many times or more.
---@param times integer
function words.called_at_least(times) end
words.was_called_at_least = words.called_at_least

---It was called so many times or fewer.
---@param times integer
function words.called_at_most(times) end
words.was_called_at_most = words.called_at_most

---It was called more often than that.
---@param times integer
function words.called_more_than(times) end
words.was_called_more_than = words.called_more_than

---It was called less often than that.
---@param times integer
function words.called_less_than(times) end
words.was_called_less_than = words.called_less_than

return spies
