-- A table's keys in an order that does not depend on the VM: 1, 2, 3, ..., other numbers, true, false, strings, then
-- keys of other types, by the values beside them where these have an order.
local S = ...
local b = S.P.builtins
local type, next, rawget = b.type, b.next, b.rawget

local RANKS = { number = 1, boolean = 2, string = 3, table = 4, ['function'] = 5, userdata = 6, thread = 7 }
local IS_ORDERED = { number = true, string = true }

local function is_less(one, other)
  local kind = type(one)
  if kind ~= type(other) then return (RANKS[kind] or 8) < (RANKS[type(other)] or 8) end
  if IS_ORDERED[kind] then return one < other end
  return kind == 'boolean' and one and not other
end

-- Counts up from 1 as long as there is an element, so that holes do not matter.
local function sequence_length(...)
  local length = 0
  for i = 1, b.select('#', ...) do
    local t, count = b.select(i, ...), 0
    while rawget(t, count + 1) ~= nil do count = count + 1 end
    if count > length then length = count end
  end
  return length
end

-- The keys of one table or of several together.
return function(...)
  local keys, has = {}, {}
  local length = sequence_length(...)
  for i = 1, b.select('#', ...) do
    local t = b.select(i, ...)
    for key in next, t do
      if not has[key] then
        has[key] = true
        keys[#keys + 1] = key
      end
    end
  end
  local function in_sequence(key)
    return type(key) == 'number' and key >= 1 and key <= length and key % 1 == 0
  end
  local first = ...
  b.sort(keys, function(one, other)
    local one_counts, other_counts = in_sequence(one), in_sequence(other)
    if one_counts ~= other_counts then return one_counts end
    if is_less(one, other) then return true end
    if is_less(other, one) or type(one) == 'boolean' or IS_ORDERED[type(one)] then return false end
    return is_less(rawget(first, one), rawget(first, other))
  end)
  return keys
end
