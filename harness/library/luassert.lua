---@meta
-- The table `assert` itself: what can be done beside asserting.

---@alias luaparity.AssertionKind 'assertion'|'modifier'|'matcher'

---Arguments of an assertion; the first that is an error message may be changed by it.
---@class luaparity.AssertionArguments
---@field n integer how many there are, nil ones included
---@field [integer] unknown
---@field nofmt? table<integer, boolean> arguments that are text already, for the message
---@field fmtargs? table<integer, table> what the formatter is told of an argument

---Whether the assertion holds, and a list of what it returns. A matcher's gives a function that takes the argument.
---@alias luaparity.AssertionCheck fun(state: table, arguments: luaparity.AssertionArguments, level: integer): any, ...

---What to go back to with `revert`: spies, stubs, formatters and parameters that came later are undone.
---@class luaparity.Snapshot
---@operator call: nil
local snapshot = {}

---Undoes whatever came after the snapshot.
function snapshot:revert() end

---A position for an error message.
---@class luaparity.AssertLevel

---@class luaparity.Assert: luaparity.AssertSentence
---@overload fun(value: unknown, message?: any, ...: any): ...
local luassert = {}

---Adds an assertion, a modifier, or a matcher: after `assert:register('assertion', 'alive', check)`, it says
---`assert.is_alive(hero)`.
---@param kind luaparity.AssertionKind
---@param name string without upper case letters; `_` is allowed
---@param check luaparity.AssertionCheck
---@param positive? string key for `say` of the message when it does not hold
---@param negative? string key for `say` of the message when it holds after `not`
function luassert:register(kind, name, check, positive, negative) end

---Takes away what `register` added.
---@param kind luaparity.AssertionKind
---@param name string
function luassert:unregister(kind, name) end

---Adds a function that turns values into text for messages; nil leaves a value to the other formatters.
---@param formatter fun(value: any, options?: table): string|nil
function luassert:add_formatter(formatter) end

---Takes a formatter away again.
---@param formatter fun(value: any, options?: table): string|nil
function luassert:remove_formatter(formatter) end

---Turns arguments into text, in place, as messages show them.
---@param arguments luaparity.AssertionArguments
---@return luaparity.AssertionArguments arguments the same table
function luassert:format(arguments) end

---Sets a parameter of formatters, such as `TableFormatLevel`: how deep tables are shown.
---@param name string
---@param value any
function luassert:set_parameter(name, value) end

---What a parameter of formatters is set to.
---@param name string
---@return any value nil where nothing was set
function luassert:get_parameter(name) end

---Has a spy undone together with the snapshot that is the latest now.
---@param added luaparity.Spy
function luassert:add_spy(added) end

---Remembers which spies, stubs, formatters and parameters there are.
---@return luaparity.Snapshot
function luassert:snapshot() end

---Says, as last argument of `error` in an assertion, at which caller the failure shows.
---@param level integer
---@return luaparity.AssertLevel
function luassert:level(level) end

---The number that was given to `level`.
---@param value any
---@return integer|nil level nil when the value does not come from `level`
function luassert:get_level(value) end

return luassert
