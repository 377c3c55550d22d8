-- Generators of strings and tables, which are made of other generators.
local S = ...
local b, floor = S.P.builtins, S.P.floor
local tree, generator, gen = S.forall_tree, S.forall_generator, S.forall_scalars
local new, from, complain = generator.new, generator.from, generator.complain

local DEFAULT_MORE = 20.0

local function length_bound(value, default, name, option)
  if value == nil then return default end
  if b.type(value) ~= 'number' or value % 1 ~= 0 or value < 0 then
    complain(name .. ': ' .. option .. ' must be a whole number from 0 on, got ' .. S.forall_text.of(value))
  end
  return value + 0.0
end

-- The least and the greatest number of elements.
local function lengths(options, name)
  local exact = length_bound(options.length, nil, name, 'length')
  if exact then
    if options.min ~= nil or options.max ~= nil then complain(name .. ': length goes without min and max') end
    return exact, exact
  end
  local min = length_bound(options.min, 0.0, name, 'min')
  local max = length_bound(options.max, min + DEFAULT_MORE, name, 'max')
  if min > max then
    complain(name .. ': min ' .. S.forall_text.of(min) .. ' is above max ' .. S.forall_text.of(max))
  end
  return min, max
end

local function draw_length(r, min, max)
  local edges = { min }
  if max > min then edges[2] = min + 1.0 end
  if max > min + 1.0 then edges[3] = max end
  local edge = r.edge(#edges)
  if edge then return edges[edge] end
  local most = min + floor(((max - min) * r.size + 99.0) / 100.0)
  return min + r.below(most - min + 1.0)
end

-- Whether no two nodes have the same key; nil and nan are none.
local function all_differ(nodes, key_of)
  local seen = {}
  for i = 1, #nodes do
    local key = key_of(nodes[i].make())
    if key == nil or key ~= key or seen[key] then return false end
    seen[key] = true
  end
  return true
end

-- Values in a row that may have been there already.
local MAX_TRIES = 100

-- As many of `length` nodes with different keys as there are, but not fewer than `min`.
local function draw_different(r, element, length, min, key_of, name)
  local nodes, tries = {}, 0
  while #nodes < length and tries < MAX_TRIES do
    nodes[#nodes + 1] = element.generate(r)
    if all_differ(nodes, key_of) then
      tries = 0
    else
      nodes[#nodes], tries = nil, tries + 1
    end
  end
  if #nodes < min then complain(name .. ': cannot find ' .. S.forall_text.of(min) .. ' values that differ') end
  return nodes
end

-- Lists of what `element` gives; with `key_of`, only of such elements whose keys differ.
local function list_of(element, options, name, key_of)
  local min, max = lengths(options, name)
  if key_of then
    return new(function(r)
      local nodes = draw_different(r, element, draw_length(r, min, max), min, key_of, name)
      return tree.list(nodes, min, function(others) return all_differ(others, key_of) end)
    end)
  end
  return new(function(r)
    local nodes = {}
    for i = 1, draw_length(r, min, max) do nodes[i] = element.generate(r) end
    return tree.list(nodes, min)
  end)
end

local LENGTHS = { min = true, max = true, length = true }
local LIST_OPTIONS = { min = true, max = true, length = true, unique = true }

-- Lists. Options: min, max or length; unique = true for elements that differ.
function gen.list(element, options)
  element = from(element, 'gen.list')
  options = generator.options(options, LIST_OPTIONS, 'gen.list')
  return list_of(element, options, 'gen.list', options.unique and function(value) return value end or nil)
end

-- Lists of one value of each generator.
function gen.tuple(...)
  local count, elements = b.select('#', ...), { ... }
  for i = 1, count do elements[i] = from(elements[i], 'gen.tuple') end
  return new(function(r)
    local nodes = {}
    for i = 1, count do nodes[i] = elements[i].generate(r) end
    return tree.tuple(nodes, count)
  end)
end

-- Tables with these keys, and values of their generators.
function gen.record(fields)
  if b.type(fields) ~= 'table' or generator.is(fields) then
    complain('gen.record: expected a table of generators, got ' .. generator.kind(fields))
  end
  local keys, elements = S.forall_text.sorted_keys(fields), {}
  for i = 1, #keys do elements[i] = from(fields[keys[i]], 'gen.record') end
  return gen.tuple(b.unpack(elements, 1, #elements)):map(function(values)
    local record = {}
    for i = 1, #keys do record[keys[i]] = values[i] end
    return record
  end)
end
gen.table = gen.record

-- Tables from keys to values. Options: min, max or length.
function gen.map(keys, values, options)
  local entry = gen.tuple(from(keys, 'gen.map'), from(values, 'gen.map'))
  options = generator.options(options, LENGTHS, 'gen.map')
  local entries = list_of(entry, options, 'gen.map', function(pair) return pair[1] end)
  return entries:map(function(list)
    local map = {}
    for i = 1, #list do map[list[i][1]] = list[i][2] end
    return map
  end)
end

local STRING_OPTIONS = { min = true, max = true, length = true, alphabet = true }

local function characters(from_byte, to_byte)
  local list = {}
  for byte = from_byte, to_byte do list[#list + 1] = b.char(byte) end
  return b.concat(list)
end

local LETTERS_AND_DIGITS = characters(97, 122) .. characters(65, 90) .. characters(48, 57)
-- Strings shrink towards what stands first.
local SIGNS = characters(32, 47) .. characters(58, 64) .. characters(91, 96) .. characters(123, 126)
local PRINTABLE = LETTERS_AND_DIGITS .. SIGNS
local BYTES = PRINTABLE .. characters(0, 31) .. characters(127, 255)

local function character_of(alphabet, name)
  if b.type(alphabet) ~= 'string' or alphabet == '' then
    complain(name .. ': the alphabet must be a string of at least one character')
  end
  local list = {}
  for i = 1, #alphabet do list[i] = b.sub(alphabet, i, i) end
  return gen.element(list)
end

local function string_of(alphabet, options, name)
  return list_of(character_of(alphabet, name), options, name):map(b.concat)
end

-- One character of an alphabet, by default one that ASCII prints; shrinks towards the first.
function gen.char(alphabet)
  return character_of(alphabet == nil and PRINTABLE or alphabet, 'gen.char')
end

-- Strings of printable ASCII. Options: min, max or length; alphabet.
function gen.string(options)
  options = generator.options(options, STRING_OPTIONS, 'gen.string')
  return string_of(options.alphabet == nil and PRINTABLE or options.alphabet, options, 'gen.string')
end

-- Strings of any bytes. Options: min, max or length.
function gen.bytes(options)
  return string_of(BYTES, generator.options(options, LENGTHS, 'gen.bytes'), 'gen.bytes')
end

return gen
