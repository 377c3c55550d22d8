-- Generators of numbers, booleans, and choices.
local S = ...
local P, b, floor = S.P, S.P.builtins, S.P.floor
local tree, generator = S.forall_tree, S.forall_generator
local new, complain = generator.new, generator.complain

local gen = {}

-- Room for sums of many on the VM with integers of 32 bits, too.
local DEFAULT_BOUND = 1e6
local MAX_BOUND = 2.0 ^ 53
-- The range between two of them must not be infinite.
local MAX_NUMBER = 1e300
-- Properties break at small numbers more often than in the middle of large ranges: so near to the simplest number ...
local NEAR = 100.0
-- ... are that many tenths of all numbers.
local TENTHS_NEAR = 3

local function shown(x)
  return S.forall_text.of(x)
end

local function towards_zero(x)
  return x < 0 and -floor(-x) or floor(x)
end

local function bound(value, default, name, must_be_whole)
  if value == nil then return default end
  if b.type(value) ~= 'number' then
    complain(name .. ': expected a number, got ' .. generator.kind(value))
  end
  local x = value + 0.0
  if x ~= x or x > MAX_NUMBER or x < -MAX_NUMBER then complain(name .. ': a bound cannot be ' .. shown(x)) end
  if must_be_whole and (x % 1 ~= 0 or x > MAX_BOUND or x < -MAX_BOUND) then
    complain(name .. ': expected a whole number between -2^53 and 2^53, got ' .. shown(x))
  end
  return x
end

local function bounds(lo, hi, name, must_be_whole)
  lo = bound(lo, -DEFAULT_BOUND, name, must_be_whole)
  hi = bound(hi, DEFAULT_BOUND, name, must_be_whole)
  if lo > hi then complain(name .. ': lo ' .. shown(lo) .. ' is above hi ' .. shown(hi)) end
  return lo, hi
end

-- The number that all others shrink towards.
local function origin_of(lo, hi)
  if lo > 0 then return lo end
  return hi < 0 and hi or 0.0
end

-- Those of the candidates that are in the range, each once.
local function edges_in(lo, hi, candidates)
  local edges, seen = {}, {}
  for i = 1, #candidates do
    local x = candidates[i]
    if x >= lo and x <= hi and not seen[x] then
      seen[x] = true
      edges[#edges + 1] = x
    end
  end
  return edges
end

-- Whole numbers between origin and x, from origin on, each half as far from x as the one before.
local function whole_towards(origin, x)
  local list, distance = {}, x - origin
  while distance ~= 0 do
    list[#list + 1] = x - distance
    distance = towards_zero(distance / 2.0)
  end
  return list
end

local function smaller_whole(lo, hi)
  local origin = origin_of(lo, hi)
  return function(x)
    local list = whole_towards(origin, x)
    if x >= 0 or -x > hi then return list end
    -- The same without the sign is simpler.
    local others = { list[1], -x }
    for i = 2, #list do others[i + 1] = list[i] end
    return others
  end
end

-- A whole number from lo to hi, more often than not a small one.
local function draw_whole(r, lo, hi)
  if r.below(10.0) < TENTHS_NEAR then
    local origin = origin_of(lo, hi)
    if lo < origin - NEAR then lo = origin - NEAR end
    if hi > origin + NEAR then hi = origin + NEAR end
  end
  local x = lo + r.below(hi - lo + 1.0)
  return x < hi and x or hi
end

-- + 0.0 makes 0 of -0
local function to_integer(x)
  return P.integer(x + 0.0)
end

-- Whole numbers from lo to hi.
function gen.int(lo, hi)
  lo, hi = bounds(lo, hi, 'gen.int', true)
  local edges = edges_in(lo, hi, { 0.0, 1.0, -1.0, lo, hi })
  local smaller = smaller_whole(lo, hi)
  return new(function(r)
    local edge = r.edge(#edges)
    return tree.unfold(edge and edges[edge] or draw_whole(r, lo, hi), smaller, to_integer)
  end)
end

-- Fractions of so many halvings, the coarsest first.
local MAX_HALVINGS = 16

local function smaller_number(lo, hi)
  local whole = smaller_whole(lo, hi)
  return function(x)
    if x % 1 == 0 then return whole(x) end
    local list = {}
    local function try(y)
      if y ~= x and y >= lo and y <= hi and y ~= list[#list] then list[#list + 1] = y end
    end
    local integral = towards_zero(x)
    try(origin_of(lo, hi))
    if x < 0 then try(-x) end
    for halvings = 0, MAX_HALVINGS do
      local unit = 2.0 ^ halvings
      try(towards_zero(x * unit) / unit)
    end
    local others = whole_towards(0.0, integral)
    for i = 1, #others do try(others[i] + (x - integral)) end
    return list
  end
end

-- Numbers from lo to hi, with fractions; floats where there are two kinds. Never nan or infinite.
function gen.number(lo, hi)
  lo, hi = bounds(lo, hi, 'gen.number', false)
  local edges = edges_in(lo, hi, { 0.0, 1.0, -1.0, lo, hi, 0.5, -0.5 })
  local smaller, origin = smaller_number(lo, hi), origin_of(lo, hi)
  local function draw(r)
    local near = r.below(10.0) < TENTHS_NEAR
    local from = near and lo < origin - 1.0 and origin - 1.0 or lo
    local to = near and hi > origin + 1.0 and origin + 1.0 or hi
    -- A quotient, as a JIT compiler may fuse a product and a sum, and round once instead of twice.
    local x = from + (to - from) / (1.0 / r.unit())
    local whole = towards_zero(x)
    if r.below(4.0) == 0 and whole >= lo and whole <= hi then return whole end
    return x < to and x or to
  end
  return new(function(r)
    local edge = r.edge(#edges)
    return tree.unfold(edge and edges[edge] or draw(r), smaller, function(x) return x + 0.0 end)
  end)
end

-- A position from 1 to count, which shrinks towards 1; not one of those numbers that have edges.
local function position(count)
  local smaller = smaller_whole(1.0, count + 0.0)
  return new(function(r) return tree.unfold(r.below(count) + 1.0, smaller, function(i) return i end) end)
end

local function non_empty_list(list, name)
  if b.type(list) ~= 'table' or generator.is(list) then
    complain(name .. ': expected a list, got ' .. generator.kind(list))
  end
  if #list == 0 then complain(name .. ': the list is empty') end
  local copy = {}
  for i = 1, #list do copy[i] = list[i] end
  return copy
end

-- One of the values of a list; shrinks towards the first.
function gen.element(list)
  local values = non_empty_list(list, 'gen.element')
  return position(#values):map(function(i) return values[i] end)
end

function gen.boolean()
  return gen.element({ false, true })
end

-- Always the same value.
function gen.constant(value)
  return new(function() return tree.leaf(value) end)
end

-- What one of the generators gives; shrinks towards the first.
function gen.one_of(...)
  local count, choices = b.select('#', ...), { ... }
  if count == 0 then complain('gen.one_of: expected generators, got none') end
  for i = 1, count do choices[i] = generator.from(choices[i], 'gen.one_of') end
  return position(count):bind(function(i) return choices[i] end)
end

-- The same, each as often as its weight says: { { 3, generator }, { 1, generator } }.
function gen.frequency(list)
  local pairs_given = non_empty_list(list, 'gen.frequency')
  local choices, weights, total = {}, {}, 0.0
  for i = 1, #pairs_given do
    local pair = pairs_given[i]
    local weight = b.type(pair) == 'table' and not generator.is(pair) and pair[1]
    if b.type(weight) ~= 'number' or weight % 1 ~= 0 or weight < 0 then
      complain('gen.frequency: expected pairs of a whole weight and a generator')
    end
    choices[i], weights[i] = generator.from(pair[2], 'gen.frequency'), weight + 0.0
    total = total + weight
  end
  if total == 0 then complain('gen.frequency: all weights are 0') end
  local smaller = smaller_whole(1.0, #choices + 0.0)
  local index = new(function(r)
    local left, i = r.below(total), 1.0
    while left >= weights[i] do left, i = left - weights[i], i + 1.0 end
    return tree.unfold(i, smaller, function(chosen) return chosen end)
  end)
  return index:filter(function(i) return weights[i] > 0 end):bind(function(i) return choices[i] end)
end

-- nil once in four times; shrinks towards nil.
function gen.nilable(given)
  return gen.frequency({ { 1, gen.constant(nil) }, { 3, generator.from(given, 'gen.nilable') } })
end

-- What the generator that `choose` returns for a size from 1 to 100 gives; the size grows from run to run.
function gen.sized(choose)
  generator.function_argument(choose, 'gen.sized')
  return new(function(r) return generator.from(choose(P.integer(r.size)), 'gen.sized').generate(r) end)
end

return gen
