-- The host contract: `host` is what the game's program offers its scripts. Its functions come from
-- Lua fakes (in-process engines) or from the program itself (native); either way every call is
-- recorded here, with arguments and results, so that the two can be held against each other.
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

local function record(name, arguments, count, results, result_count)
  P.emit('host ' .. P.encode.list({ name }, 1, 1e9)
    .. ' ' .. P.encode.list(arguments, count, P.job.limits.values)
    .. ' ' .. P.encode.list(results, result_count, P.job.limits.values))
end

local function pack(...) return select('#', ...), { ... } end

host = {}
for name, call in b.pairs(implementation()) do
  host[name] = function(...)
    local count, arguments = select('#', ...), { ... }
    local result_count, results = pack(call(...))
    record(name, arguments, count, results, result_count)
    return unpack(results, 1, result_count)
  end
end

return {}
