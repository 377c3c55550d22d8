-- The assertions on values.
local S = ...
local b = S.P.builtins
local type, tostring, tonumber = b.type, b.tostring, b.tonumber
local state, failures, tables, kinds = S.assert_state, S.assert_failures, S.assert_tables, S.assert_kinds
local arguments, differences, assert, say = S.assert_arguments, S.assert_differences, S.assert, S.say
local type_of = kinds.type_of

local checks = {}

function checks.need_count(list, count, name)
  if list.n < count then
    failures.raise(say('assertion.internal.argtolittle', { name, count, tostring(list.n) }))
  end
end

function checks.need(holds, position, name, wanted, given)
  if not holds then failures.raise(say('assertion.internal.badargtype', { position, name, wanted, given })) end
end

-- The script's own message, where it gave one.
function checks.take_message(chain, message)
  if message ~= nil then chain.failure_message = message end
end

-- Texts have the value passed in first, the calls of assertions the expected one.
local function swap(list)
  list[1], list[2] = list[2], list[1]
end

local function define(key, names, callback)
  for i = 1, #names do
    local prefix = 'assertion.' .. key
    assert:register('assertion', names[i], callback, prefix .. '.positive', prefix .. '.negative')
  end
end
checks.define = define

local function equals(chain, list)
  checks.need_count(list, 2, 'equals')
  local expected, actual = list[1], list[2]
  swap(list)
  checks.take_message(chain, list[3])
  list.explain = function()
    if type_of(actual) ~= 'table' or type_of(expected) ~= 'table' or not tables.compare(expected, actual, true) then
      return differences.explain(actual, expected)
    end
    return 'These are two tables with the same contents: same() compares contents, equal() compares identity'
  end
  return expected == actual
end
define('equals', { 'equals', 'equal' }, equals)

function checks.same(chain, list)
  checks.need_count(list, 2, 'same')
  local expected, actual = list[1], list[2]
  swap(list)
  checks.take_message(chain, list[3])
  if type_of(expected) ~= 'table' or type_of(actual) ~= 'table' then
    list.explain = function() return differences.explain(actual, expected) end
    return expected == actual
  end
  list.explain = function()
    local lines, crumbs = differences.of_tables(actual, expected)
    list.fmtargs = { { crumbs = crumbs }, { crumbs = crumbs } }
    return #lines > 0 and b.concat(lines, '\n') or nil
  end
  return (tables.compare(expected, actual, true))
end
define('same', { 'same' }, checks.same)

local function is(value)
  return function(chain, list)
    arguments.insert(list, 2, value)
    checks.take_message(chain, list[3])
    return list[1] == value
  end
end
define('same', { 'true' }, is(true))
define('same', { 'false' }, is(false))

local function is_type(name)
  define('same', { name }, function(chain, list)
    arguments.insert(list, 2, 'type ' .. name)
    list.nofmt = { [2] = true }
    checks.take_message(chain, list[3])
    return type_of(list[1]) == name
  end)
end
is_type('boolean')
is_type('number')
is_type('string')
is_type('table')
is_type('nil')
is_type('userdata')
is_type('function')
is_type('thread')

define('truthy', { 'truthy' }, function(chain, list)
  checks.need_count(list, 1, 'truthy')
  checks.take_message(chain, list[2])
  return not not list[1]
end)

define('falsy', { 'falsy' }, function(chain, list)
  checks.need_count(list, 1, 'falsy')
  checks.take_message(chain, list[2])
  return not list[1]
end)

-- Whether no value of the table is there twice.
function checks.is_unique(values, is_deep)
  for key, value in b.pairs(values) do
    for other_key, other in b.pairs(values) do
      if key ~= other_key and (value == other or is_deep and tables.compare(value, other, true)) then return false end
    end
  end
  return true
end

-- unique(values [, deep [, message]]) or unique(values, message [, deep])
define('unique', { 'unique' }, function(chain, list)
  local values, second, third = list[1], list[2], list[3]
  local is_deep = type(third) == 'boolean' and third
  if type(second) == 'boolean' or second == nil and list.n > 2 then
    is_deep = second
    checks.take_message(chain, third)
  else
    checks.take_message(chain, second)
  end
  return checks.is_unique(values, is_deep)
end)

local NUMBER = 'number or object convertible to a number'

define('near', { 'near' }, function(chain, list)
  checks.need_count(list, 3, 'near')
  local numbers = {}
  for i = 1, 3 do
    numbers[i] = tonumber(list[i])
    checks.need(numbers[i], i, 'near', NUMBER, state.text_of(list[i]))
  end
  local expected, actual, tolerance = numbers[1], numbers[2], numbers[3]
  swap(list)
  list[3], list.nofmt = S.assert_text.number(tolerance), { [3] = true }
  checks.take_message(chain, list[4])
  return actual >= expected - tolerance and actual <= expected + tolerance
end)

-- Takes the message out of (..., [init [, plain]] [, message]): the first from the third on that is none of the others.
function checks.take_search(list)
  local position, message = 3, nil
  for i = 3, list.n do
    local value = list[i]
    if value and type(value) ~= 'boolean' and not tonumber(value) then
      if i == 3 then position = 4 end
      message = arguments.remove(list, i)
      break
    end
  end
  checks.need(list[3] == nil or tonumber(list[3]), position, 'matches', 'number', type(list[3]))
  return list[3], list[4], message
end

-- Whether a text matches, and what the assertion returns: the captures.
function checks.search(subject, pattern, init, is_plain)
  if is_plain then
    local found = b.find(subject, pattern, init, true) ~= nil
    return found, { found and pattern or nil }
  end
  local captures = { b.match(subject, pattern, init) }
  return captures[1] ~= nil, captures
end

local function matches(chain, list)
  checks.need_count(list, 2, 'matches')
  local pattern, subject = list[1], list[2]
  local init, is_plain, message = checks.take_search(list)
  checks.need(type(pattern) == 'string', 1, 'matches', 'string', type(pattern))
  checks.need(kinds.has_text(subject) or type(subject) == 'number', 2, 'matches',
    'string or object convertible to a string', state.text_of(subject))
  swap(list)
  checks.take_message(chain, message)
  return checks.search(tostring(subject), pattern, init, is_plain)
end
define('matches', { 'matches', 'match' }, matches)

define('returned_arguments', { 'returned_arguments' }, function(_, list)
  local expected, actual = tostring(list[1]), tostring(list.n - 1)
  list[1], list[2], list.nofmt = expected, actual, { true, true }
  if list.n < 2 then list.n = 2 end
  return expected == actual
end)

return checks
