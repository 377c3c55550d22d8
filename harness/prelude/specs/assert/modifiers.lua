-- The words between `assert` and an assertion.
local S = ...
local b = S.P.builtins
local type, rawget, rawset = b.type, b.rawget, b.rawset
local assert, failures = S.assert, S.assert_failures

local function keep() end

local function negate(chain)
  chain.mod = not chain.mod
end

assert:register('modifier', 'is', keep)
assert:register('modifier', 'are', keep)
assert:register('modifier', 'was', keep)
assert:register('modifier', 'has', keep)
assert:register('modifier', 'does', keep)
assert:register('modifier', 'not', negate)
assert:register('modifier', 'no', negate)

assert:register('modifier', 'message', function(chain, list)
  chain.failure_message = list[1]
end)

-- assert.array(t).has.no.holes([length])
local ARRAY = '__array'

assert:register('modifier', 'array', function(chain, list)
  if list.n == 0 then failures.raise('No array provided to the array-modifier') end
  if rawget(chain, ARRAY) ~= nil then failures.raise('Array already set') end
  rawset(chain, ARRAY, list[1])
end)

local function greatest_index(array)
  local greatest = 0
  for key in b.pairs(array) do
    if type(key) == 'number' and key > greatest and key % 1 == 0 then greatest = key end
  end
  return greatest
end

assert:register('assertion', 'holes', function(chain, list)
  local array, length = rawget(chain, ARRAY), list[1]
  if array == nil then failures.raise('No array set, please use the array modifier to set the array to validate') end
  if length == nil then length = greatest_index(array) end
  if type(length) ~= 'number' then
    failures.raise("expected array length to be of type 'number', got: " .. b.tostring(length))
  end
  local hole
  for i = 1, length do
    if array[i] == nil then
      hole = i
      break
    end
  end
  list[1], list.n = hole, hole and 1 or 0
  return hole ~= nil, { hole }
end, 'assertion.array_holes.positive', 'assertion.array_holes.negative')

return {}
