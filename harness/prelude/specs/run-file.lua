-- Runs a spec file, or lists its tests.
local S = ...
local P = S.P
local b = P.builtins
local contexts, execute, events = S.contexts, S.execute, S.events
local gmatch, tonumber = string.gmatch, b.tonumber

local start_collector = P.shim.start_collector

local function numbers(text)
  if text == nil or text == '' then return nil end
  local set = {}
  for digits in gmatch(text, '%d+') do set[tonumber(digits)] = true end
  return set
end

local function wanted_by(only, skip)
  only, skip = numbers(only), numbers(skip)
  return function(number)
    return (not only or only[number] or false) and not (skip and skip[number])
  end
end

-- The text of the file as a function of the spec environment. PUC Lua 5.2 takes it as an upvalue.
local function load_file(source, chunk_name)
  local chunk, message = P.shim.load(source, chunk_name, nil, contexts.environment)
  if chunk and not setfenv and debug.setupvalue then debug.setupvalue(chunk, 1, contexts.environment) end
  return chunk, message
end

function S.run_file(source, chunk_name, arguments)
  local mode, only, skip = arguments[1], arguments[2], arguments[3]
  if start_collector then start_collector() else b.pcall(b.collectgarbage, 'restart') end
  execute.begin(mode, wanted_by(only, skip))

  local suite = contexts.new_suite(S.globals)
  contexts.enter(suite)
  local failed = events.attempt(S.helper)
  if failed then return P.finish('error ' .. failed) end
  local chunk, message = load_file(source, chunk_name)
  if not chunk then return P.report_unloadable(message) end
  failed = execute.run_suite(suite, chunk, chunk_name) or mode == 'run' and events.missed()
  local last, held = failed and 'error ' .. failed or 'pass []', events.take_held()
  P.finish(held and held .. '\n' .. last or last)
end

return S.run_file
