---@meta
-- What `require 'busted'` gives: the globals of a spec file once more, for files that are no specs themselves.

---@class luaparity.Busted
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

return busted
