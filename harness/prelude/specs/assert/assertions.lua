-- What specs get of the assertion library: globals, modules, and what the core asks of it.
local S = ...
local kinds, state, failures = S.assert_kinds, S.assert_state, S.assert_failures
local arguments = S.assert_arguments

S.globals.assert = S.assert
S.globals.spy = S.assert_spy
S.globals.stub = S.assert_stub
S.globals.mock = S.assert_mock
S.globals.match = S.assert_match

local function provide(name, module)
  S.modules[name] = function() return module end
end

provide('say', S.say)
provide('luassert', S.assert)
provide('luassert.assert', S.assert)
provide('luassert.spy', S.assert_spy)
provide('luassert.stub', S.assert_stub)
provide('luassert.mock', S.assert_mock)
provide('luassert.match', S.assert_match)
provide('luassert.util', S.assert_util)
provide('luassert.state', state)
provide('luassert.namespaces', S.assert_chains.registered)
provide('luassert.compatibility', { unpack = arguments.unpack })
provide('luassert.formatters.binarystring', S.assert_binary_text)
-- These register things when they are loaded, which has been done.
provide('luassert.array', true)
provide('luassert.assertions', true)
provide('luassert.modifiers', true)
provide('luassert.formatters', true)
provide('luassert.matchers', true)
provide('luassert.matchers.core', true)
provide('luassert.matchers.composite', true)
provide('luassert.languages.en', true)

return {
  is_failure = kinds.is_failure,
  snapshot = state.snapshot,
  -- Raises a failure at the caller's position in the script, or at that of its caller (2), and so on.
  fail = function(message, level) failures.raise(message, (level or 1) - 1) end,
}
