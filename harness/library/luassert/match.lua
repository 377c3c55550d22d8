---@meta
-- Matchers: what arguments of a spied function may be.

---@class luaparity.Matcher
---@overload fun(value: any): boolean

---Words between `match` and a matcher, as between `assert` and an assertion.
---@class luaparity.MatchWords
---@field is luaparity.MatchWords
---@field are luaparity.MatchWords
---@field has luaparity.MatchWords
---@field Not luaparity.MatchWords
---@field no luaparity.MatchWords
---@field is_not luaparity.MatchWords
---@field are_not luaparity.MatchWords
local words = {}

---Is one and the same, as `==` has it.
---@param expected unknown
---@return luaparity.Matcher
function words.equal(expected) end
words.equals = words.equal

---Holds the same.
---@param expected unknown
---@return luaparity.Matcher
function words.same(expected) end

---Is the very table, function, thread or userdata, however it has changed since.
---@param expected table|function|thread|userdata
---@return luaparity.Matcher
function words.ref(expected) end

---Is a number no further than the tolerance from the expected one.
---@param expected number
---@param tolerance number
---@return luaparity.Matcher
function words.near(expected, tolerance) end

---Is text with the pattern in it.
---@param pattern string
---@param init? integer
---@param plain? boolean
---@return luaparity.Matcher
function words.matches(pattern, init, plain) end
words.match = words.matches

---Is a list in which no two values are the same.
---@param deep? boolean whether to look into tables
---@return luaparity.Matcher
function words.unique(deep) end

---Is `true`.
---@return luaparity.Matcher
function words.True() end

---Is `false`.
---@return luaparity.Matcher
function words.False() end

---Is neither `false` nor nil.
---@return luaparity.Matcher
function words.truthy() end

---Is `false` or nil.
---@return luaparity.Matcher
function words.falsy() end

---Is nil.
---@return luaparity.Matcher
function words.Nil() end

---Is a boolean.
---@return luaparity.Matcher
function words.boolean() end

---Is a number.
---@return luaparity.Matcher
function words.number() end

---Is a string.
---@return luaparity.Matcher
function words.string() end

---Is a table.
---@return luaparity.Matcher
function words.table() end

---Is a function.
---@return luaparity.Matcher
function words.Function() end

---Is a userdata.
---@return luaparity.Matcher
function words.userdata() end

---Is a thread.
---@return luaparity.Matcher
function words.thread() end

---Is what every one of these matchers takes.
---@param ... luaparity.Matcher
---@return luaparity.Matcher
function words.all_of(...) end

---Is what one of these matchers takes.
---@param ... luaparity.Matcher
---@return luaparity.Matcher
function words.any_of(...) end

---Is what none of these matchers takes.
---@param ... luaparity.Matcher
---@return luaparity.Matcher
function words.none_of(...) end

---@class luaparity.MatchModule: luaparity.MatchWords
---@field _ luaparity.Matcher takes anything
local matchers = {}

---Whether the value is a matcher.
---@param value any
---@return boolean
function matchers.is_matcher(value) end

---Whether the value is a matcher made by `ref`.
---@param value any
---@return boolean
function matchers.is_ref_matcher(value) end

matchers.is_equal = words.equal
matchers.is_same = words.same
matchers.is_ref = words.ref
matchers.is_near = words.near
matchers.is_unique = words.unique
matchers.is_true = words.True
matchers.is_false = words.False
matchers.is_truthy = words.truthy
matchers.is_falsy = words.falsy
matchers.is_nil = words.Nil
matchers.is_boolean = words.boolean
matchers.is_number = words.number
matchers.is_string = words.string
matchers.is_table = words.table
matchers.is_function = words.Function
matchers.is_userdata = words.userdata
matchers.is_thread = words.thread
matchers.is_not_equal = words.equal
matchers.is_not_same = words.same
matchers.is_not_ref = words.ref
matchers.is_not_near = words.near
matchers.is_not_true = words.True
matchers.is_not_false = words.False
matchers.is_not_nil = words.Nil
matchers.is_not_boolean = words.boolean
matchers.is_not_number = words.number
matchers.is_not_string = words.string
matchers.is_not_table = words.table
matchers.is_not_function = words.Function
matchers.has_match = words.match

return matchers
