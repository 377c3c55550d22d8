-- The host contract: `host` is what the game's program offers its scripts. Its functions come from
-- Lua fakes (in-process engines) or from the program itself (native); either way every call is
-- recorded here, with arguments and results or the error, so that the two can be held against each other.
local P = ...
local b = P.builtins
local select, unpack, type = b.select, b.unpack, b.type

local job = P.job.host
if not job then return {} end

local function implementation()
  if job.provided then
    local functions = {}
    for name in b.pairs(_G) do
      local short = type(name) == 'string' and b.match(name, '^__luaparity_host_(.*)$')
      if short then functions[short] = name end
    end
    for short, name in b.pairs(functions) do functions[short] = P.take_global(name) end
    return functions
  end
  local chunk, message = P.shim.load(job.source, '@' .. job.path)
  if not chunk then b.error('host fakes do not compile: ' .. message, 0) end
  return chunk()({ seed = P.job.seed, time = P.job.time })
end

-- The fourth list is there when the call raised an error, and holds its value.
local function record(name, arguments, count, results, result_count, ...)
  local limit = P.job.limits.values
  local event = 'host ' .. P.encode.list({ name }, 1, 1e9)
    .. ' ' .. P.encode.list(arguments, count, limit)
    .. ' ' .. P.encode.list(results, result_count, limit)
  if select('#', ...) > 0 then event = event .. ' ' .. P.encode.list({ (...) }, 1, limit) end
  P.emit(event)
end

local function pack(...) return select('#', ...), { ... } end

-- Whatever the way to here, error(..., 2) in the host's function finds the same caller; hence no tail call.
local function same(...) return ... end
local function attempt(call, ...) return same(call(...)) end

-- Where in the host it came to an error is lost with its stack, so it is kept for run.lua.
local function handler(value)
  local lines, file, line = P.frames(3)
  P.raised_by_host = { value = value, lines = lines, file = file, line = line }
  return value
end

local xpcall_takes_arguments = false
b.xpcall(function(given) xpcall_takes_arguments = given end, type, true)

-- PUC 5.1 cannot yield through xpcall, but through a coroutine inside of one.
local resume_in_coroutine = false
if _VERSION == 'Lua 5.1' and not xpcall_takes_arguments then
  local create, resume, status = coroutine.create, coroutine.resume, coroutine.status
  local yield, running = coroutine.yield, coroutine.running
  resume_in_coroutine = function(call, ...)
    if not running() then return nil end
    local inner = create(attempt)
    local count, results = pack(resume(inner, call, ...))
    while status(inner) == 'suspended' do
      count, results = pack(resume(inner, yield(unpack(results, 2, count))))
    end
    return count, results
  end
end

-- Calls a function of the host: how many values, and these, which begin with true, or with false and the error.
function P.call_host(_, call, count, arguments)
  if xpcall_takes_arguments then
    return pack(b.xpcall(attempt, handler, call, unpack(arguments, 1, count)))
  end
  if resume_in_coroutine then
    local result_count, results = resume_in_coroutine(call, unpack(arguments, 1, count))
    if results then
      P.raised_by_host = nil
      return result_count, results
    end
  end
  return pack(b.xpcall(function() return attempt(call, unpack(arguments, 1, count)) end, handler))
end

-- What scripts get for a function of the host: its calls are recorded.
function P.host_function(name, call)
  return function(...)
    local count, arguments = select('#', ...), { ... }
    local result_count, results = P.call_host(name, call, count, arguments)
    if not results[1] then
      record(name, arguments, count, {}, 0, results[2])
      b.error(results[2], 0)
    end
    results = { unpack(results, 2, result_count) }
    record(name, arguments, count, results, result_count - 1)
    return unpack(results, 1, result_count - 1)
  end
end

host = {}
for name, call in b.pairs(implementation()) do host[name] = P.host_function(name, call) end

return {}
