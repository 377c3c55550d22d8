-- The assertions on what a function raises.
local S = ...
local b = S.P.builtins
local type, tostring, tonumber = b.type, b.tostring, b.tonumber
local kinds, tables, checks, differences = S.assert_kinds, S.assert_tables, S.assert_checks, S.assert_differences

-- Whether it raised, and what, without the position.
local function outcome_of(subject)
  local ok, raised = b.pcall(subject)
  if type(raised) == 'string' then raised = b.gsub(raised, '^.-:%d+: ', '', 1) end
  return not ok, raised
end

-- Makes the list what the text is about.
local function describe(list, has_raised, raised, expected, has_expected)
  list.n, list.nofmt = 2, { not has_raised, not has_expected }
  if has_raised then list[1] = raised else list[1] = '(no error)' end
  if has_expected then list[2] = expected else list[2] = '(error)' end
  if has_raised and has_expected then
    list.explain = function() return differences.explain(raised, expected) end
  end
end

local function is_expected(raised, expected)
  if type(expected) == 'string' and type(raised) == 'string' then return raised == expected end
  if type(expected) == 'number' and type(raised) == 'string' then
    return tostring(expected) == tostring(tonumber(raised))
  end
  if type(expected) == 'table' and type(raised) == 'table' then return (tables.compare(expected, raised, true)) end
  return expected == raised
end

-- error(f [, expected [, message]]): returns what was raised.
checks.define('error', { 'error', 'errors' }, function(chain, list)
  local subject, expected, message = list[1], list[2], list[3]
  local results = tables.shallow_copy(list)
  checks.need(kinds.is_callable(subject), 1, 'error', 'function or callable object', type(subject))
  local has_raised, raised = outcome_of(subject)
  results[1] = raised
  describe(list, has_raised, raised, expected, expected ~= nil)
  checks.take_message(chain, message)
  if not has_raised or expected == nil then return has_raised, results end
  if type(expected) == 'string' and kinds.has_text(raised) then
    raised = tostring(raised)
    results[1] = raised
  end
  return is_expected(raised, expected), results
end)

-- error_matches(f, pattern [, init [, plain]] [, message]): returns the captures.
local NAMES = { 'error_matches', 'error_match', 'matches_error', 'match_error' }
checks.define('error', NAMES, function(chain, list)
  local subject, pattern = list[1], list[2]
  local results = tables.shallow_copy(list)
  checks.need_count(list, 2, 'error_matches')
  checks.need(kinds.is_callable(subject), 1, 'error_matches', 'function or callable object', type(subject))
  checks.need(pattern == nil or type(pattern) == 'string', 2, 'error', 'string', type(pattern))
  local init, is_plain, message = checks.take_search(list)
  local has_raised, raised = outcome_of(subject)
  results[1] = raised
  describe(list, has_raised, raised, pattern, true)
  list.explain = nil
  checks.take_message(chain, message)
  if not has_raised then return false, results end
  if raised == nil and pattern == nil then return true, {} end
  if kinds.has_text(raised) or type(raised) == 'number' or type(raised) == 'boolean' then
    raised = tostring(raised)
    results[1] = raised
  end
  if type(raised) ~= 'string' then return false, results end
  local found, captures = checks.search(raised, pattern, init, is_plain)
  return found, found and captures or results
end)

return {}
