---@meta
-- The assertions, as they stand behind a dot. Arguments that must be there are `unknown`: an editor misses those, but
-- not `any`.

---Words between `assert` and an assertion. `is`, `are`, `was`, `has` and `does` only make it readable; `Not` and `no`
---turn it round. Words that Lua keeps for itself take a capital letter: `assert.is.True(x)`, `assert.Not.Nil(x)`.
---@class luaparity.AssertWords
---@field is luaparity.AssertWords
---@field are luaparity.AssertWords
---@field was luaparity.AssertWords
---@field has luaparity.AssertWords
---@field does luaparity.AssertWords
---@field Not luaparity.AssertWords
---@field no luaparity.AssertWords
---@field is_not luaparity.AssertWords
---@field are_not luaparity.AssertWords
---@field was_not luaparity.AssertWords
---@field has_no luaparity.AssertWords
---@field has_not luaparity.AssertWords
---@field does_not luaparity.AssertWords
local words = {}

---Both are one and the same, as `==` has it.
---@param expected unknown
---@param actual unknown
---@param message? any
---@return any ... the arguments
function words.equal(expected, actual, message) end
words.equals = words.equal

---Both hold the same: tables are looked into, and so are the tables in them.
---@param expected unknown
---@param actual unknown
---@param message? any
---@return any ... the arguments
function words.same(expected, actual, message) end

---The number is no further than the tolerance from the expected one.
---@param expected number
---@param actual number
---@param tolerance number
---@param message? any
---@return any ... the arguments
function words.near(expected, actual, tolerance, message) end

---The text has the pattern in it.
---@param pattern string
---@param actual string|number|table
---@param init? integer where to begin, 1 when left out
---@param plain? boolean whether the pattern is plain text
---@param message? any
---@return string ... what the pattern captured
function words.matches(pattern, actual, init, plain, message) end
words.match = words.matches

---No two values of the list are the same.
---@param list table
---@param deep? boolean whether to look into tables
---@param message? any
---@return any ... the arguments
function words.unique(list, deep, message) end

---Calling the function raises an error: any, or this one. Its position is not part of a text.
---@param call fun()|table
---@param expected? any
---@param message? any
---@return any raised the error
function words.error(call, expected, message) end
words.errors = words.error

---Calling the function raises an error with the pattern in its text.
---@param call fun()|table
---@param pattern string
---@param init? integer where to begin, 1 when left out
---@param plain? boolean whether the pattern is plain text
---@param message? any
---@return string ... what the pattern captured
function words.error_matches(call, pattern, init, plain, message) end
words.error_match = words.error_matches
words.matches_error = words.error_matches
words.match_error = words.error_matches

---The value is `true`, and not only something that counts as true.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.True(value, message) end

---The value is `false`, and not nil.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.False(value, message) end

---The value is neither `false` nor nil.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.truthy(value, message) end

---The value is `false` or nil.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.falsy(value, message) end

---The value is nil.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.Nil(value, message) end

---The value is of the type boolean.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.boolean(value, message) end

---The value is a number.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.number(value, message) end

---The value is a string.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.string(value, message) end

---The value is a table.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.table(value, message) end

---The value is a function.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.Function(value, message) end

---The value is a userdata.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.userdata(value, message) end

---The value is a thread.
---@param value unknown
---@param message? any
---@return any ... the arguments
function words.thread(value, message) end

---A call gave so many values: `assert.returned_arguments(2, find(x))`.
---@param count integer
---@param ... any
---@return any ... the arguments
function words.returned_arguments(count, ...) end

-- After a word and a dot: `assert.is.not_nil(door)`, `assert.are.not_equal(a, b)`, `assert.has.no_errors(call)`.
words.not_equal = words.equal
words.not_equals = words.equals
words.not_same = words.same
words.not_near = words.near
words.not_matches = words.matches
words.not_match = words.match
words.not_unique = words.unique
words.not_true = words.True
words.not_false = words.False
words.not_truthy = words.truthy
words.not_falsy = words.falsy
words.not_nil = words.Nil
words.not_boolean = words.boolean
words.not_number = words.number
words.not_string = words.string
words.not_table = words.table
words.not_function = words.Function
words.not_userdata = words.userdata
words.not_thread = words.thread
words.not_error = words.error
words.not_errors = words.errors
words.no_error = words.error
words.no_errors = words.errors
words.no_error_matches = words.error_matches
