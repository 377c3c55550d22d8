-- The texts of failures. Specs compare them, hence luassert's wording.
local S = ...
local say = S.say

-- "Passed in" and "Expected" of the assertion, and "Did not expect" of its opposite.
local function pair(key, wanted, values)
  local prefix = 'assertion.' .. key
  say:set(prefix .. '.positive', 'Expected ' .. wanted[1] .. '.\nPassed in:\n%s\nExpected:\n' .. values)
  say:set(prefix .. '.negative', 'Expected ' .. wanted[2] .. '.\nPassed in:\n%s\nDid not expect:\n' .. values)
end

pair('same', { 'objects to be the same', 'objects to not be the same' }, '%s')
pair('equals', { 'objects to be equal', 'objects to not be equal' }, '%s')
pair('near', { 'values to be near', 'values to not be near' }, '%s +/- %s')
pair('matches', { 'strings to match', 'strings not to match' }, '%s')

local function state_of(key, positive, negative)
  say:set('assertion.' .. key .. '.positive', 'Expected ' .. positive .. '%s')
  say:set('assertion.' .. key .. '.negative', 'Expected ' .. negative .. '%s')
end

state_of('unique', 'object to be unique:\n', 'object to not be unique:\n')
state_of('truthy', 'to be truthy, but value was:\n', 'to not be truthy, but value was:\n')
state_of('falsy', 'to be falsy, but value was:\n', 'to not be falsy, but value was:\n')

say:set('assertion.error.positive', 'Expected a different error.\nCaught:\n%s\nExpected:\n%s')
say:set('assertion.error.negative', 'Expected no error, but caught:\n%s')

local COUNTED = ' %s time(s), but was called %s time(s)'
say:set('assertion.called.positive', 'Expected to be called' .. COUNTED)
say:set('assertion.called.negative', 'Expected not to be called exactly %s time(s), but it was.')
say:set('assertion.called_at_least.positive', 'Expected to be called at least' .. COUNTED)
say:set('assertion.called_at_most.positive', 'Expected to be called at most' .. COUNTED)
say:set('assertion.called_more_than.positive', 'Expected to be called more than' .. COUNTED)
say:set('assertion.called_less_than.positive', 'Expected to be called less than' .. COUNTED)

local function calls(key, verb, done, given)
  say:set('assertion.' .. key .. '.positive', 'Function ' .. verb .. ' matching arguments.\n' .. given
    .. ' (last call if any):\n%s\nExpected:\n%s')
  say:set('assertion.' .. key .. '.negative', 'Function ' .. done .. ' matching arguments at least once.\n' .. given
    .. ' (last matching call):\n%s\nDid not expect:\n%s')
end

calls('called_with', 'was never called with', 'was called with', 'Called with')
calls('returned_with', 'never returned', 'returned', 'Returned')

local ARGUMENTS = 'to be called with %s argument(s), but was called with %s'
say:set('assertion.returned_arguments.positive', 'Expected ' .. ARGUMENTS)
say:set('assertion.returned_arguments.negative', 'Expected not ' .. ARGUMENTS)

say:set('assertion.array_holes.positive', 'Expected array to have holes, but none was found.\n')
say:set('assertion.array_holes.negative', 'Expected array to not have holes, hole found at position: %s\n')

say:set('assertion.internal.argtolittle', "the '%s' function requires a minimum of %s arguments, got: %s")
say:set('assertion.internal.badargtype', "bad argument #%s to '%s' (%s expected, got %s)")

return {}
