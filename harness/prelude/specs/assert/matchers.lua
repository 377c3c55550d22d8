-- The matchers that there are.
local S = ...
local b = S.P.builtins
local type, tonumber = b.type, b.tonumber
local kinds, state, tables, checks, assert = S.assert_kinds, S.assert_state, S.assert_tables, S.assert_checks, S.assert

-- `test(value, ...)` with the arguments that the matcher was made with.
local function define(name, test)
  assert:register('matcher', name, function(_, list)
    return function(value) return test(value, list[1], list[2], list[3]) end
  end)
end

-- The same, for a matcher that looks at its arguments first.
local function define_checked(names, check, test)
  for i = 1, #names do
    assert:register('matcher', names[i], function(_, list)
      check(list)
      return function(value) return test(value, list[1], list[2], list[3]) end
    end)
  end
end

local function takes(count, name)
  return function(list) checks.need_count(list, count, name) end
end

define('true', function(value) return value == true end)
define('false', function(value) return value == false end)
define('truthy', function(value) return not not value end)
define('falsy', function(value) return not value end)
define('unique', function(value, is_deep) return checks.is_unique(value, is_deep) end)

local function define_type(name)
  define(name, function(value) return kinds.type_of(value) == name end)
end
define_type('nil')
define_type('boolean')
define_type('number')
define_type('string')
define_type('table')
define_type('function')
define_type('userdata')
define_type('thread')

define_checked({ 'equals', 'equal' }, takes(1, 'equals'), function(value, expected) return value == expected end)

define_checked({ 'same' }, takes(1, 'same'), function(value, expected)
  return (tables.compare(value, expected, true))
end)

local HAS_IDENTITY = { ['table'] = true, ['function'] = true, ['thread'] = true, ['userdata'] = true }

define_checked({ 'ref' }, function(list)
  checks.need_count(list, 1, 'ref')
  checks.need(HAS_IDENTITY[type(list[1])], 1, 'ref', 'object', type(list[1]))
end, function(value, expected) return value == expected end)

define_checked({ 'matches', 'match' }, function(list)
  checks.need_count(list, 1, 'matches')
  checks.need(type(list[1]) == 'string', 1, 'matches', 'string', type(list[1]))
  checks.need(list[2] == nil or tonumber(list[2]), 2, 'matches', 'number', type(list[2]))
end, function(value, pattern, init, is_plain)
  if not kinds.has_text(value) and type(value) ~= 'number' then return false end
  return b.find(b.tostring(value), pattern, init, is_plain) ~= nil
end)

local NUMBER = 'number or object convertible to a number'

define_checked({ 'near' }, function(list)
  checks.need_count(list, 2, 'near')
  for i = 1, 2 do checks.need(tonumber(list[i]), i, 'near', NUMBER, state.text_of(list[i])) end
end, function(value, expected, tolerance)
  local actual = tonumber(value)
  if not actual then return false end
  expected, tolerance = tonumber(expected), tonumber(tolerance)
  return actual >= expected - tolerance and actual <= expected + tolerance
end)

-- A matcher of matchers, decided as soon as one of them answers `decisive`.
local function define_composite(name, short_name, decisive, result)
  assert:register('matcher', name, function(_, list)
    checks.need_count(list, 1, short_name)
    for i = 1, list.n do
      checks.need(kinds.is_matcher(list[i]), i, short_name, 'matcher', type(list[i]))
    end
    return function(value)
      for i = 1, list.n do
        if not list[i](value) ~= decisive then return result end
      end
      return not result
    end
  end)
end

define_composite('none_of', 'none', true, false)
define_composite('any_of', 'any', true, true)
define_composite('all_of', 'all', false, false)

return {}
