-- assert.spy(s).was.called_with(...) and its like.
local S = ...
local b = S.P.builtins
local arguments, failures, tables, assert = S.assert_arguments, S.assert_failures, S.assert_tables, S.assert

assert:register('modifier', 'spy', function(chain, list)
  chain.payload = list[1]
  if list[2] ~= nil then chain.failure_message = list[2] end
end)

assert:register('modifier', 'stub', function(chain, list)
  chain.payload, chain.failure_message = list[1], list[2]
end)

local function payload_of(chain, name)
  local payload = b.rawget(chain, 'payload')
  local kind = b.type(payload)
  if kind == 'table' and payload[name] then return payload end
  if kind == 'function' then
    failures.misuse("When calling 'spy(aspy)', 'aspy' must not be the original function, "
      .. 'but the spy function replacing the original')
  end
  failures.misuse("'" .. name .. "' must be chained after 'spy(aspy)'")
end

local function define_records(name)
  assert:register('assertion', name, function(chain, list)
    local payload = payload_of(chain, name)
    local wanted = tables.shallow_copy(list)
    local holds, values = payload[name](payload, list)
    arguments.clear(list)
    list[1], list[2], list.n = values, wanted, 2
    return holds
  end, 'assertion.' .. name .. '.positive', 'assertion.' .. name .. '.negative')
end
define_records('called_with')
define_records('returned_with')

local function define_count(name, opposite, compare)
  assert:register('assertion', name, function(chain, list)
    local times = list[1]
    -- "was not called" is "was called 0 times", of which the text can say how often it was
    if not times and not chain.mod then chain.mod, times = true, 0 end
    local payload = payload_of(chain, 'called')
    local holds, count = payload:called(times, compare)
    if b.type(times) == 'number' then times = S.assert_text.number(times) end
    list[1], list[2], list.n = b.tostring(times or '>0'), b.tostring(count), 2
    list.nofmt = { true, true }
    return holds
  end, 'assertion.' .. name .. '.positive', 'assertion.' .. opposite)
end
define_count('called', 'called.negative')
define_count('called_at_least', 'called_less_than.positive', function(count, times) return count >= times end)
define_count('called_at_most', 'called_more_than.positive', function(count, times) return count <= times end)
define_count('called_more_than', 'called_at_most.positive', function(count, times) return count > times end)
define_count('called_less_than', 'called_at_least.positive', function(count, times) return count < times end)

return {}
