---@meta
-- What `require 'busted'` gives: the globals of a spec file once more, for files that are no specs themselves, and what
-- helpers hear of the run by.

---What `subscribe` gives, to be given back.
---@class luaparity.Subscription
---@field id any

---@class luaparity.Busted
---@field version string of busted, with whose specs it is compatible
---@field assert luaparity.Assert
---@field spy luaparity.SpyModule
---@field stub luaparity.StubModule
---@field mock luaparity.MockModule
---@field match luaparity.MatchModule
local busted = {}

busted.describe = describe
busted.context = context
busted.insulate = insulate
busted.expose = expose
busted.it = it
busted.spec = spec
busted.test = test
busted.pending = pending
busted.before_each = before_each
busted.after_each = after_each
busted.setup = setup
busted.teardown = teardown
busted.strict_setup = strict_setup
busted.strict_teardown = strict_teardown
busted.lazy_setup = lazy_setup
busted.lazy_teardown = lazy_teardown

---Has a function called when something happens; `busted.subscribe({ 'test', 'end' }, action)`: when a test has ended.
---@param channel string[]
---@param action fun(...: any): any, any
---@param options? table
---@return luaparity.Subscription
function busted.subscribe(channel, action, options) end

---Ends a subscription.
---@param channel string[]
---@param id any that of the subscription
function busted.unsubscribe(channel, id) end

---Tells whoever has subscribed.
---@param channel string[]
---@param ... any
---@return table results
function busted.publish(channel, ...) end

---Ends the test as a failed one.
---@param message any
---@param level? integer whose line it is that failed, as for `error`
function busted.fail(message, level) end

---Gives a function another value for a global that it uses.
---@param call function|table
---@param name string
---@param value any
function busted.bindfenv(call, name, value) end

---The block that something is in, as subscribers are told of it.
---@param element table
---@return table|nil
function busted.parent(element) end

---What a block holds.
---@param element table
---@return table[]
function busted.children(element) end

---The time in seconds since 1970.
---@return number
function busted.gettime() end

---A time in seconds that only goes forward.
---@return number
function busted.monotime() end

---Waits, where time passes.
---@param seconds number
function busted.sleep(seconds) end

return busted
