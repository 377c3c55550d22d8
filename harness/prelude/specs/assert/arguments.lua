-- Lists of arguments and of returned values, with a count, because they may hold nil.
local S = ...
local b = S.P.builtins
local select = b.select
local kinds, tables = S.assert_kinds, S.assert_tables

local arguments = {}

function arguments.pack(...)
  return { n = select('#', ...), ... }
end

function arguments.unpack(list, first, last)
  return b.unpack(list, first or 1, last or list.n or #list)
end

function arguments.list(...)
  return b.setmetatable({ n = select('#', ...), ... }, kinds.arguments)
end

-- insert(list, value) or insert(list, position, value)
function arguments.insert(list, ...)
  local position, value = ...
  local size = (list.n or #list) + 1
  if select('#', ...) < 2 then position, value = size, position end
  if position > size then size = position end
  for i = size, position + 1, -1 do list[i] = list[i - 1] end
  list[position] = value
  list.n = size
end

function arguments.remove(list, position)
  local size = list.n or #list
  position = position or size
  local value = list[position]
  if position > size then
    list[position], list.n = nil, size
    return value
  end
  for i = position, size do list[i] = list[i + 1] end
  list[size], list.n = nil, size - 1
  return value
end

function arguments.clear(list)
  for i = list.n or #list, 1, -1 do list[i] = nil end
  list.n = nil
end

-- A call as it was made: copies, because the script may change the tables later, and the tables themselves.
function arguments.record(list)
  local values = b.setmetatable({}, b.getmetatable(list))
  for key, value in b.next, list do
    local is_whole = kinds.is_matcher(value) or kinds.is_spy(value)
    values[key] = is_whole and value or tables.deep_copy(value)
  end
  return { vals = values, refs = tables.shallow_copy(list) }
end

local function is_match(value, reference, wanted)
  if kinds.is_matcher(wanted) then
    if wanted.name == 'ref' then value = reference end
    return wanted(value)
  end
  if value == nil or wanted == nil then return value == nil and wanted == nil end
  return (tables.compare(value, wanted))
end

local function fits(values, references, wanted)
  if values.n ~= wanted.n then return false end
  for i = 1, values.n or #values do
    if not is_match(values[i], references[i], wanted[i]) then return false end
  end
  return true
end

-- The latest of the recorded calls that fits.
function arguments.find_record(records, wanted)
  for i = #records, 1, -1 do
    if fits(records[i].vals, records[i].refs, wanted) then return records[i] end
  end
end

-- The first of the recorded patterns that a call fits.
function arguments.find_pattern(patterns, list)
  for i = 1, #patterns do
    if fits(list, list, patterns[i].vals) then return patterns[i] end
  end
end

return arguments
