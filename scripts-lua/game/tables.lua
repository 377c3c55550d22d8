-- Table helpers. Anything that walks a map walks it in sorted key order, so no
-- result depends on the hash function of the VM.

local tables = {}

local function keyOrder(a, b)
  local ta, tb = type(a), type(b)
  if ta ~= tb then return ta < tb end
  if ta == 'boolean' then return b and not a end
  return a < b
end

function tables.keys(map)
  local keys = {}
  for key in pairs(map) do keys[#keys + 1] = key end
  table.sort(keys, keyOrder)
  return keys
end

function tables.sortedPairs(map)
  local keys, index = tables.keys(map), 0
  return function()
    index = index + 1
    local key = keys[index]
    if key ~= nil then return key, map[key] end
  end
end

function tables.size(map)
  local count = 0
  for _ in pairs(map) do count = count + 1 end
  return count
end

function tables.map(list, convert)
  local result = {}
  for index, value in ipairs(list) do result[index] = convert(value, index) end
  return result
end

function tables.filter(list, accepts)
  local result = {}
  for _, value in ipairs(list) do
    if accepts(value) then result[#result + 1] = value end
  end
  return result
end

function tables.fold(list, start, combine)
  local result = start
  for _, value in ipairs(list) do result = combine(result, value) end
  return result
end

function tables.indexOf(list, wanted)
  for index, value in ipairs(list) do
    if value == wanted then return index end
  end
  return nil
end

function tables.slice(list, first, last)
  local result = {}
  for index = first, math.min(last, #list) do result[#result + 1] = list[index] end
  return result
end

function tables.copy(value)
  if type(value) ~= 'table' then return value end
  local result = {}
  for key, inner in pairs(value) do result[key] = tables.copy(inner) end
  return result
end

function tables.equals(a, b)
  if type(a) ~= 'table' or type(b) ~= 'table' then return a == b end
  for key, value in pairs(a) do
    if not tables.equals(value, b[key]) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil then return false end
  end
  return true
end

return tables
