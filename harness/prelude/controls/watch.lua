-- What a script survives and keeps to itself: texts that do not compile, and errors for want of memory that it catches.
-- Notes of kind `rule`: `load` has the message in `is` and the text that was not compiled in `instead`, `memory-limit`
-- the message.
local C = ...
local P, b = C.P, C.b
local type, select = b.type, b.select

local MOST_TEXT = 20000

local function pack(...) return select('#', ...), { ... } end

local function watch_memory(what, ok, message)
  if ok or type(message) ~= 'string' or not b.find(message, 'not enough memory', 1, true) then return end
  C.note('memory-limit', what, message, '')
end

for _, name in b.pairs({ 'pcall', 'xpcall' }) do
  C.wrap(nil, name, function(original)
    return function(...)
      local count, results = pack(original(...))
      watch_memory(name, results[1], results[2])
      return b.unpack(results, 1, count)
    end
  end)
end
C.wrap('coroutine', 'resume', function(original)
  return function(...)
    local count, results = pack(original(...))
    watch_memory('coroutine.resume', results[1], results[2])
    return b.unpack(results, 1, count)
  end
end)

-- Texts that come in pieces are put together.
local function watched_load(original, what)
  return function(text, ...)
    local pieces = {}
    local given = text
    if type(text) == 'function' then
      given = function()
        local piece = text()
        if type(piece) == 'string' then pieces[#pieces + 1] = piece end
        return piece
      end
    elseif type(text) == 'string' then
      pieces[1] = text
    end
    local count, results = pack(original(given, ...))
    local message = results[2]
    if results[1] == nil and type(message) == 'string' then
      C.note('load', what, message, b.sub(b.concat(pieces), 1, MOST_TEXT))
    end
    return b.unpack(results, 1, count)
  end
end
for _, name in b.pairs({ 'load', 'loadstring' }) do
  C.wrap(nil, name, function(original) return watched_load(original, name) end)
end

-- A module that does not compile is an error of require, which a script may catch.
for _, name in b.pairs({ 'require', 'dofile' }) do
  C.wrap(nil, name, function(original)
    return function(...)
      local count, results = pack(b.pcall(original, ...))
      if results[1] then return b.unpack(results, 2, count) end
      local message = results[2]
      if type(message) == 'string' then C.note('load', name, message, '') end
      b.error(message, 0)
    end
  end)
end
C.wrap(nil, 'loadfile', function(original)
  return function(...)
    local count, results = pack(original(...))
    if results[1] == nil and type(results[2]) == 'string' then C.note('load', 'loadfile', results[2], '') end
    return b.unpack(results, 1, count)
  end
end)
