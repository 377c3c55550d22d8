-- `pairs` and `next` in one order on every VM: `C.go_in_order{ all = <boolean>, places = { { file =, line = }, ... } }`.
--
-- First the keys that every VM has in order, those of the array part; then, as they have no fixed order, the others:
-- booleans, numbers ascending, strings bytewise, and whatever else is a key, as `rank_others` has it. Where `all` or
-- the place says so, the keys with no fixed order come the other way round. A place is the line of the script that
-- calls `pairs`, or that asks `next` for the first key; one that goes over two or more keys with no fixed order is noted.
--
-- A loop sees the keys that the table had when it began, as far as they are still there when their turn comes. Each call
-- of `pairs` gives an iterator of its own, which is not `next` itself.
local C = ...
local b = C.b
local type, next, rawget, rawequal, select, pcall = b.type, b.next, b.rawget, b.rawequal, b.select, b.pcall
local format, find, sort, setmetatable, getinfo = b.format, b.find, b.sort, b.setmetatable, b.getinfo
local tostring, call_as = b.tostring, C.call_as
local raw_metatable = debug.getmetatable or b.getmetatable

-- file -> line -> { reversed =, noted =, file =, line = }
local sites, all_reversed = {}, false

local function site_at(file, line)
  local lines = sites[file or '']
  if not lines then
    lines = {}
    sites[file or ''] = lines
  end
  local site = lines[line or 0]
  if not site then
    site = { file = file, line = line, reversed = all_reversed }
    lines[line or 0] = site
  end
  return site
end

local function site_here()
  return site_at(C.script_position(1))
end

local noted_sites = {}
local function note(site, what, count)
  if site.noted then return end
  site.noted = true
  noted_sites[#noted_sites + 1] = site
  C.emit_note('iteration', '', site.file, site.line, what, format('%d', count), '')
end

C.P.on_test[#C.P.on_test + 1] = function()
  for i = 1, #noted_sites do noted_sites[i].noted = nil end
  noted_sites = {}
end

-- Tables, functions and such have no order that VMs share. Those that are met first come first; of those met together,
-- what they hold decides: an object's fields, a function's place in the text, the value that the key has. Only of keys
-- that are alike in all this is it the VM that says which comes first. A rank is for good, whatever becomes of an object.
local ranks, last_rank = setmetatable({}, { __mode = 'k' }), 0
local MOST_FIELDS = 50

local function content(value, depth)
  local kind = type(value)
  if kind == 'number' then return format('%.17g', value) end
  if kind == 'string' then return '"' .. value .. '"' end
  if kind == 'boolean' or kind == 'nil' then return tostring(value) end
  if kind == 'function' then
    local info = getinfo(value, 'S')
    return format('function %s:%d', info.short_src, info.linedefined)
  end
  if kind == 'cdata' then
    local text = tostring(value)
    return find(text, '^%-?%d+U?LL$') and text or kind
  end
  if kind ~= 'table' or depth == 0 then return kind end
  local fields, count = {}, 0
  for key in next, value do
    local key_kind = type(key)
    if key_kind == 'string' or key_kind == 'number' or key_kind == 'boolean' then
      count = count + 1
      fields[count] = { content(key, 0), key }
    end
  end
  sort(fields, function(x, y) return x[1] < y[1] end)
  local texts = {}
  for i = 1, count < MOST_FIELDS and count or MOST_FIELDS do
    texts[i] = fields[i][1] .. '=' .. content(value[fields[i][2]], depth - 1)
  end
  return '{' .. b.concat(texts, ',') .. '}'
end

local function rank_others(t, others, count)
  local new = {}
  for i = 1, count do
    if not ranks[others[i]] then new[#new + 1] = { others[i], '' } end
  end
  if #new > 1 then
    for i = 1, #new do
      local key = new[i][1]
      new[i] = { key, content(key, 2) .. '=' .. content(rawget(t, key), 2), i }
    end
    sort(new, function(x, y)
      if x[2] ~= y[2] then return x[2] < y[2] end
      return x[3] < y[3]
    end)
  end
  for i = 1, #new do
    last_rank = last_rank + 1
    ranks[new[i][1]] = last_rank
  end
  if count > 1 then sort(others, function(x, y) return ranks[x] < ranks[y] end) end
end

-- How far VMs keep whole numbers from 1 on in order: their array is as large as the largest power of two of which more
-- than half is in use. `numbers` ascend.
local function array_size(numbers, count)
  local at = 1
  while at <= count and numbers[at] < 1 do at = at + 1 end
  local limit, used, size = 1, 0, 0
  while limit / 2 < count do
    while at <= count and numbers[at] <= limit do
      if numbers[at] % 1 == 0 then used = used + 1 end
      at = at + 1
    end
    if used > limit / 2 then size = limit end
    limit = limit * 2
  end
  return size
end

-- The keys of `t`, and `gone`, which may have been one, in order; how many, how many with no fixed order, and whether
-- there are other keys than numbers, strings and booleans.
local function keys_in_order(t, gone, reversed)
  local numbers, strings, others = {}, {}, {}
  local number_count, string_count, other_count = 0, 0, 0
  local no, yes, ascending = false, false, true
  local function take(key)
    local kind = type(key)
    if kind == 'number' then
      if number_count > 0 and key < numbers[number_count] then ascending = false end
      number_count = number_count + 1
      numbers[number_count] = key
    elseif kind == 'string' then
      string_count = string_count + 1
      strings[string_count] = key
    elseif kind == 'boolean' then
      if key then yes = true else no = true end
    else
      other_count = other_count + 1
      others[other_count] = key
    end
  end
  for key in next, t do take(key) end
  if gone ~= nil and rawget(t, gone) == nil then take(gone) end
  if not ascending then sort(numbers) end
  sort(strings)
  if other_count > 0 then rank_others(t, others, other_count) end

  local size = array_size(numbers, number_count)
  local keys, count, loose, loose_count = {}, 0, {}, 0
  if no then loose_count = 1; loose[1] = false end
  if yes then loose_count = loose_count + 1; loose[loose_count] = true end
  for i = 1, number_count do
    local key = numbers[i]
    if key >= 1 and key <= size and key % 1 == 0 then
      count = count + 1
      keys[count] = key
    else
      loose_count = loose_count + 1
      loose[loose_count] = key
    end
  end
  for i = 1, string_count do loose[loose_count + i] = strings[i] end
  loose_count = loose_count + string_count
  for i = 1, other_count do loose[loose_count + i] = others[i] end
  loose_count = loose_count + other_count
  for i = 1, loose_count do
    keys[count + i] = loose[reversed and loose_count + 1 - i or i]
  end
  return keys, count + loose_count, loose_count, other_count > 0
end

-- A going over `t`. Who asks for the first key often wants no more, so that is found without sorting where it can be.
--   first    the first key, as long as the others are not known
--   keys     all of them, `count` of them; `index` is where it is, `places` has key -> index once it was needed
local function complete(going, t, key)
  local site = going.site
  local keys, count, loose, has_others = keys_in_order(t, key, site.reversed)
  -- Nothing that is kept here may keep an object alive.
  if has_others then setmetatable(keys, { __mode = 'v' }) end
  going.keys, going.count, going.index, going.first = keys, count, 0, nil
  if loose > 1 then note(site, going.what, loose) end
end

-- The first key and how many have no fixed order, where one look at each tells; nil where it does not.
local function first_key(t, reversed)
  -- No order of the other keys comes before the array.
  if rawget(t, 1) ~= nil then return 1, 0 end
  local count, number, text, boolean = 0, nil, nil, nil
  for key in next, t do
    count = count + 1
    local kind = type(key)
    if kind == 'string' then
      if text == nil or (key < text) ~= reversed then text = key end
    elseif kind == 'number' then
      if key >= 1 then return nil end
      if number == nil or (key < number) ~= reversed then number = key end
    elseif kind == 'boolean' then
      if boolean == nil or key == reversed then boolean = key end
    else
      return nil
    end
  end
  if reversed then boolean, text = text, boolean end
  if boolean ~= nil then return boolean, count end
  if number ~= nil then return number, count end
  return text, count
end

local function advance(going, t)
  local keys = going.keys
  for i = going.index + 1, going.count do
    local key = keys[i]
    if key ~= nil then
      local value = rawget(t, key)
      if value ~= nil then
        going.index = i
        return key, value
      end
    end
  end
  going.index = going.count + 1
  return nil
end

-- Begins to go over a table that has a key; the going, the first key and its value.
local function begin(t, site, what)
  local going = { site = site, what = what }
  local key, count = first_key(t, site.reversed)
  if key ~= nil then
    going.first = key
    if count > 1 then note(site, what, count) end
    return going, key, rawget(t, key)
  end
  complete(going, t)
  return going, advance(going, t)
end

-- Puts a going to a key of it; false where it is none.
local function go_to(going, t, key)
  local keys = going.keys
  if not keys then
    if not rawequal(key, going.first) then return false end
    complete(going, t, key)
    keys = going.keys
  end
  if rawequal(keys[going.index], key) then return true end
  local places = going.places
  if not places then
    places = setmetatable({}, { __mode = 'k' })
    for i = 1, going.count do
      if keys[i] ~= nil then places[keys[i]] = i end
    end
    going.places = places
  end
  local index = places[key]
  if not index then return false end
  going.index = index
  return true
end

local nameless_next, nameless_pairs = C.nameless(next), C.nameless(b.pairs)

-- Goings by `next`, which is told the table and a key alone: of a table the last few, the latest first. Going over a
-- table within going over it is fine as long as both go the same way, or the line tells them apart.
local goings = setmetatable({}, { __mode = 'k' })
local MOST_GOINGS = 4

local function remember(t, going)
  local list = goings[t]
  if not list then
    list = {}
    goings[t] = list
  end
  local count = #list
  if count == MOST_GOINGS then
    local drop = count
    for i = 1, count do
      if list[i].first ~= nil then drop = i end
    end
    for i = drop, count do list[i] = list[i + 1] end
    count = count - 1
  end
  for i = count, 1, -1 do list[i + 1] = list[i] end
  list[1] = going
end

local function forget(t, going)
  local list = goings[t]
  for i = 1, list and #list or 0 do
    if list[i] == going then
      for j = i, #list do list[j] = list[j + 1] end
      break
    end
  end
  if list and not list[1] then goings[t] = nil end
end

local function going_at(t, key)
  local list = goings[t]
  local chosen, mixed
  for i = 1, list and #list or 0 do
    local going = list[i]
    if going.keys and go_to(going, t, key) or rawequal(going.first, key) then
      if not chosen then chosen = going
      elseif chosen.site.reversed ~= going.site.reversed then mixed = true end
    end
  end
  if mixed then
    local site = site_here()
    for i = 1, #list do
      if list[i].site == site and go_to(list[i], t, key) then return list[i] end
    end
  end
  if chosen then go_to(chosen, t, key) end
  return chosen
end

local function next_in_order(...)
  local t, key = ...
  if type(t) ~= 'table' then call_as(next, nameless_next, ...) end
  if key == nil then
    if next(t) == nil then return nil end
    local going, first, value = begin(t, site_here(), 'next')
    remember(t, going)
    return first, value
  end
  local going = going_at(t, key)
  if not going then
    if not pcall(next, t, key) then call_as(next, nameless_next, ...) end
    going = { site = site_here(), what = 'next' }
    complete(going, t, key)
    go_to(going, t, key)
    remember(t, going)
  end
  local following, value = advance(going, t)
  if following == nil then
    forget(t, going)
    return nil
  end
  return following, value
end

-- The iterator of one call of `pairs`.
local function iterator_of(t, site)
  local going
  return function(...)
    local state, key = ...
    if not rawequal(state, t) then return next_in_order(...) end
    if key == nil then
      if next(t) == nil then return nil end
      local first, value
      going, first, value = begin(t, site, 'pairs')
      return first, value
    end
    if not going or not go_to(going, t, key) then return next_in_order(t, key) end
    local following, value = advance(going, t)
    if following == nil then return nil end
    return following, value
  end
end

local asks_metamethod = pcall(b.pairs, setmetatable({}, { __pairs = function() b.error('asked') end })) == false
local takes_anything = pcall(b.pairs, 1)

local function metamethod(value)
  local meta = raw_metatable(value)
  return type(meta) == 'table' and rawget(meta, '__pairs') ~= nil
end

local function pairs_in_order(...)
  local t = ...
  if asks_metamethod and metamethod(t) then return b.pairs(...) end
  if type(t) ~= 'table' then
    if not takes_anything or select('#', ...) == 0 then call_as(b.pairs, nameless_pairs, ...) end
    return next_in_order, t, nil
  end
  return iterator_of(t, site_here()), t, nil
end

-- table.foreach of 5.1
local function foreach_in_order(original)
  local nameless_foreach = C.nameless(original)
  return function(...)
    local t, call = ...
    if type(t) ~= 'table' or type(call) ~= 'function' then call_as(original, nameless_foreach, ...) end
    local going = { site = site_here(), what = 'table.foreach' }
    complete(going, t)
    local key, value = advance(going, t)
    while key ~= nil do
      local result = call(key, value)
      if result ~= nil then return result end
      key, value = advance(going, t)
    end
  end
end

function C.go_in_order(settings)
  all_reversed = settings.all
  for _, place in b.pairs(settings.places) do site_at(place.file, place.line).reversed = true end
  C.wrap(nil, 'pairs', function() return pairs_in_order end)
  C.wrap(nil, 'next', function() return next_in_order end)
  C.wrap('table', 'foreach', foreach_in_order)
end
