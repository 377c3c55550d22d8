---@meta
-- Assertions with their words written together. The words are the same as those between dots: `assert.is_not_nil(x)`
-- is `assert.is_not.Nil(x)`.

---@class luaparity.AssertSentence: luaparity.AssertWords
local sentence = {}

---What is said in front of the assertion's own message: `assert.message('the gate').is_true(open)`.
---@param message any
---@return luaparity.AssertSentence
function sentence.message(message) end

---Begins an assertion about a spy: `assert.spy(s).was.called_with(6)`.
---@param called luaparity.Spy
---@param message? any
---@return luaparity.SpyWords
function sentence.spy(called, message) end

---Begins an assertion about a stub, the same as about a spy.
---@param called luaparity.Stub
---@param message? any
---@return luaparity.SpyWords
function sentence.stub(called, message) end

---Begins an assertion about a list: `assert.array(list).has.no.holes()`.
---@param list table
---@return luaparity.ArrayWords
function sentence.array(list) end

-- `assert.is_true(open)`, `assert.is_not_nil(door)`
sentence.is_equal = sentence.equal
sentence.is_equals = sentence.equals
sentence.is_same = sentence.same
sentence.is_near = sentence.near
sentence.is_unique = sentence.unique
sentence.is_true = sentence.True
sentence.is_false = sentence.False
sentence.is_truthy = sentence.truthy
sentence.is_falsy = sentence.falsy
sentence.is_nil = sentence.Nil
sentence.is_boolean = sentence.boolean
sentence.is_number = sentence.number
sentence.is_string = sentence.string
sentence.is_table = sentence.table
sentence.is_function = sentence.Function
sentence.is_userdata = sentence.userdata
sentence.is_thread = sentence.thread
sentence.is_matches = sentence.matches
sentence.is_match = sentence.match
sentence.is_error = sentence.error
sentence.is_not_equal = sentence.equal
sentence.is_not_equals = sentence.equals
sentence.is_not_same = sentence.same
sentence.is_not_near = sentence.near
sentence.is_not_unique = sentence.unique
sentence.is_not_true = sentence.True
sentence.is_not_false = sentence.False
sentence.is_not_truthy = sentence.truthy
sentence.is_not_falsy = sentence.falsy
sentence.is_not_nil = sentence.Nil
sentence.is_not_boolean = sentence.boolean
sentence.is_not_number = sentence.number
sentence.is_not_string = sentence.string
sentence.is_not_table = sentence.table
sentence.is_not_function = sentence.Function
sentence.is_not_userdata = sentence.userdata
sentence.is_not_thread = sentence.thread
sentence.is_not_matches = sentence.matches
sentence.is_not_match = sentence.match
sentence.is_not_error = sentence.error

-- `assert.are_same(expected, actual)`, `assert.are_not_equal(a, b)`
sentence.are_equal = sentence.equal
sentence.are_equals = sentence.equals
sentence.are_same = sentence.same
sentence.are_near = sentence.near
sentence.are_unique = sentence.unique
sentence.are_true = sentence.True
sentence.are_false = sentence.False
sentence.are_truthy = sentence.truthy
sentence.are_falsy = sentence.falsy
sentence.are_nil = sentence.Nil
sentence.are_boolean = sentence.boolean
sentence.are_number = sentence.number
sentence.are_string = sentence.string
sentence.are_table = sentence.table
sentence.are_function = sentence.Function
sentence.are_userdata = sentence.userdata
sentence.are_thread = sentence.thread
sentence.are_not_equal = sentence.equal
sentence.are_not_equals = sentence.equals
sentence.are_not_same = sentence.same
sentence.are_not_near = sentence.near
sentence.are_not_unique = sentence.unique
sentence.are_not_true = sentence.True
sentence.are_not_false = sentence.False
sentence.are_not_truthy = sentence.truthy
sentence.are_not_falsy = sentence.falsy
sentence.are_not_nil = sentence.Nil
sentence.are_not_boolean = sentence.boolean
sentence.are_not_number = sentence.number
sentence.are_not_string = sentence.string
sentence.are_not_table = sentence.table
sentence.are_not_function = sentence.Function
sentence.are_not_userdata = sentence.userdata
sentence.are_not_thread = sentence.thread

-- `assert.was_true(open)`
sentence.was_equal = sentence.equal
sentence.was_same = sentence.same
sentence.was_true = sentence.True
sentence.was_false = sentence.False
sentence.was_truthy = sentence.truthy
sentence.was_falsy = sentence.falsy
sentence.was_nil = sentence.Nil
sentence.was_error = sentence.error
sentence.was_not_equal = sentence.equal
sentence.was_not_same = sentence.same
sentence.was_not_true = sentence.True
sentence.was_not_false = sentence.False
sentence.was_not_truthy = sentence.truthy
sentence.was_not_falsy = sentence.falsy
sentence.was_not_nil = sentence.Nil
sentence.was_not_error = sentence.error

-- `assert.has_error(call)`, `assert.has_no_errors(call)`
sentence.has_error = sentence.error
sentence.has_errors = sentence.errors
sentence.has_error_matches = sentence.error_matches
sentence.has_error_match = sentence.error_match
sentence.has_match = sentence.match
sentence.has_no_error = sentence.error
sentence.has_no_errors = sentence.errors
sentence.has_no_error_matches = sentence.error_matches
sentence.has_no_error_match = sentence.error_match
sentence.has_no_match = sentence.match
sentence.has_returned_arguments = sentence.returned_arguments

-- `assert.does_not_match(pattern, text)`
sentence.does_match = sentence.match
sentence.does_error = sentence.error
sentence.does_error_match = sentence.error_match
sentence.does_match_error = sentence.match_error
sentence.does_equal = sentence.equal
sentence.does_not_match = sentence.match
sentence.does_not_error = sentence.error
sentence.does_not_error_match = sentence.error_match
sentence.does_not_match_error = sentence.match_error
sentence.does_not_equal = sentence.equal
