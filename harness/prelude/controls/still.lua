-- Takes from the VM what differs from run to run by nature and that a script can see, and notes where it was asked for,
-- as rules `address`, `memory`, `clock` and `random`. A clock and random numbers that are fixed already stay as they are.
local C = ...
local P, b = C.P, C.b
local type, select, format, gsub, match, pcall = b.type, b.select, b.format, b.gsub, b.match, b.pcall
local call_as, nameless, tostring, unpack = C.call_as, C.nameless, b.tostring, b.unpack
local raw_metatable = debug.getmetatable or b.getmetatable

-- Addresses: the first object that shows its own has 1, and so on. LuaJIT's pointers are told apart by where they point.
local numbers, last = b.setmetatable({}, { __mode = 'k' }), 0
local pointers = {}

local function address_of(value, own)
  local known, key = numbers, value
  if type(value) == 'cdata' then known, key = pointers, own end
  local number = known[key]
  if not number then
    last = last + 1
    number = last
    known[key] = number
  end
  return format('0x%08x', number)
end

local HAS_ADDRESS = { table = true, ['function'] = true, thread = true, userdata = true, cdata = true }

-- The text of an object without its address; nil where there is none, or where the script itself makes the text.
local function still_text(value)
  local kind = type(value)
  if not HAS_ADDRESS[kind] then return nil end
  if kind == 'table' then
    local meta = raw_metatable(value)
    if type(meta) == 'table' and b.rawget(meta, '__tostring') ~= nil then return nil end
  end
  local ok, text = pcall(tostring, value)
  if not ok or type(text) ~= 'string' then return nil end
  local start, address = match(text, '^(.*: )(0x%x+)$')
  if not start then return nil end
  return start .. address_of(value, address), start .. '0x...'
end

local function noted(what, text, was)
  C.note('address', what, was, text)
  return text
end

local function still_addresses()
  C.wrap(nil, 'tostring', function(original)
    local unnamed = nameless(original)
    return function(...)
      local text, was = still_text((...))
      if text then return noted('tostring(' .. type((...)) .. ')', text, was) end
      local result = call_as(original, unnamed, ...)
      return result
    end
  end)
  -- Elsewhere print asks the tostring above.
  if not P.shim.print_asks_global_tostring then
    C.wrap(nil, 'print', function(original)
      return function(...)
        local count, values = select('#', ...), { ... }
        for i = 1, count do
          local text, was = still_text(values[i])
          if text then values[i] = noted('print(' .. type(values[i]) .. ')', text, was) end
        end
        call_as(original, 'print', unpack(values, 1, count))
      end
    end)
  end
  local takes_objects = pcall(format, '%s', {})
  local takes_pointers, wide = pcall(format, '%40p', {})
  local pads_pointers = takes_pointers and #wide == 40
  C.wrap('string', 'format', function(original)
    local unnamed = nameless(original)
    return function(...)
      local count, values = select('#', ...), { ... }
      local position = 1
      if type(values[1]) == 'string' then
        values[1] = gsub(values[1], '%%([^%a%%]*)([%a%%])', function(flags, letter)
          if letter == '%' then return nil end
          position = position + 1
          local value = values[position]
          local what = 'string.format("%' .. letter .. '", ' .. type(value) .. ')'
          if letter == 's' and takes_objects then
            local text, was = still_text(value)
            if text then values[position] = noted(what, text, was) end
          elseif letter == 'p' and takes_pointers and position <= count then
            local own = match(format('%p', value), '^0x%x+$')
            if not own then return nil end
            values[position] = noted(what, address_of(value, own), '0x...')
            return pads_pointers and '%' .. flags .. 's' or '%s'
          end
          return nil
        end)
      end
      local text = call_as(original, unnamed, unpack(values, 1, count))
      return text
    end
  end)
end

-- As much as a small script uses, in KiB.
local MEMORY = 64.0

local function still_memory()
  C.wrap(nil, 'collectgarbage', function(original)
    local unnamed = nameless(original, 'none')
    return function(...)
      if (...) ~= 'count' then
        local result = call_as(original, unnamed, ...)
        return result
      end
      -- 5.2 gives the bytes beyond whole KiB once more.
      local results = select('#', call_as(original, unnamed, ...))
      C.note('memory', 'collectgarbage("count")', 'what is in use', format('%d', MEMORY))
      if results > 1 then return MEMORY, 0 end
      return MEMORY
    end
  end)
  C.wrap(nil, 'gcinfo', function()
    return function()
      C.note('memory', 'gcinfo()', 'what is in use', format('%d', MEMORY))
      return MEMORY
    end
  end)
end

local function is_same(x, y)
  if type(x) ~= 'table' or type(y) ~= 'table' then return x == y end
  for key, value in b.next, x do
    if y[key] ~= value then return false end
  end
  return true
end

local function still_clock()
  for _, name in b.pairs({ 'time', 'date', 'clock' }) do
    C.wrap('os', name, function(original)
      local still = P.clock[name]
      return function(...)
        local result = call_as(still, name, ...)
        local given = select(name == 'date' and 2 or 1, ...)
        -- Of a time that is given, only the time zone makes something else.
        local ok, own = pcall(original, ...)
        if name == 'clock' or given == nil or not ok or not is_same(own, result) then
          C.note('clock', 'os.' .. name, 'the time of the run', type(result) == 'table' and 'a fixed time' or C.show(result))
        end
        return result
      end
    end)
  end
end

local function still_random()
  if P.random then
    -- 5.4 takes a seed of its own when it is given none.
    local needs_none = pcall(math.randomseed)
    P.random.install()
    C.wrap('math', 'randomseed', function(original)
      return function(...)
        if needs_none and select('#', ...) == 0 then return original(P.job.seed) end
        call_as(original, 'randomseed', ...)
      end
    end)
  else
    math.randomseed(P.job.seed)
  end
  local unnamed = P.random and 'random' or '?'
  C.wrap('math', 'random', function(original)
    return function(...)
      local number = call_as(original, unnamed, ...)
      C.note('random', 'math.random', 'a number of the VM\'s own', 'one of a fixed sequence')
      return number
    end
  end)
end

function C.keep_still()
  still_addresses()
  still_memory()
  if not P.job.determinism.clock then still_clock() end
  if not P.job.determinism.random then still_random() end
end
