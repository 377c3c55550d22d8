-- Orders and league tables. table.sort is not stable and calls its comparator
-- in a VM-specific sequence, so comparators end in a tie-breaker or the stable
-- merge sort is used.

local ranking = {}

local function merge(list, buffer, first, middle, last, before)
  local left, right = first, middle + 1
  for index = first, last do
    local takeRight = left > middle or (right <= last and before(list[right], list[left]))
    if takeRight then
      buffer[index], right = list[right], right + 1
    else
      buffer[index], left = list[left], left + 1
    end
  end
  for index = first, last do list[index] = buffer[index] end
end

local function sortRange(list, buffer, first, last, before)
  if first >= last then return end
  local middle = math.floor((first + last) / 2)
  sortRange(list, buffer, first, middle, before)
  sortRange(list, buffer, middle + 1, last, before)
  merge(list, buffer, first, middle, last, before)
end

-- ranking.by('-score', 'name'): fields in turn, a minus sign for descending.
function ranking.by(...)
  local fields = {}
  for index = 1, select('#', ...) do
    local sign, name = (select(index, ...)):match('^(%-?)(.+)$')
    fields[index] = { name = name, descending = sign == '-' }
  end
  return function(a, b)
    for _, field in ipairs(fields) do
      local x, y = a[field.name], b[field.name]
      if x ~= y then
        if field.descending then return y < x end
        return x < y
      end
    end
    return false
  end
end

function ranking.stableSort(list, before)
  sortRange(list, {}, 1, #list, before)
  return list
end

-- Competition ranking: equal scores share a place and the next one is skipped.
function ranking.places(sorted, field)
  local places = {}
  for index, entry in ipairs(sorted) do
    local previous = sorted[index - 1]
    places[index] = (previous and previous[field] == entry[field]) and places[index - 1] or index
  end
  return places
end

function ranking.top(list, count, before)
  local copy = {}
  for index, entry in ipairs(list) do copy[index] = entry end
  ranking.stableSort(copy, before)
  for index = #copy, count + 1, -1 do copy[index] = nil end
  return copy
end

-- Index of the first entry whose key is not below `key`, in an ascending list.
function ranking.lowerBound(list, key, keyOf)
  local low, high = 1, #list + 1
  while low < high do
    local middle = math.floor((low + high) / 2)
    if keyOf(list[middle]) < key then low = middle + 1 else high = middle end
  end
  return low
end

return ranking
