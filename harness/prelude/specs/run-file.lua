-- Runs a spec file, or lists its tests.
local S = ...
local P = S.P
local b = P.builtins
local contexts, execute, events = S.contexts, S.execute, S.events
local gmatch, tonumber, sub, concat = string.gmatch, b.tonumber, b.sub, b.concat

local start_collector = P.shim.start_collector

local function numbers(text)
  if text == nil or text == '' then return nil end
  local set = {}
  for digits in gmatch(text, '%d+') do set[tonumber(digits)] = true end
  return set
end

-- How many tests of which names, given as lines with a `=` in front and tabs between the names.
local function names(text)
  local counts, is_any = {}, false
  for line in gmatch(text or '', '[^\n]+') do
    if sub(line, 1, 1) == '=' then
      local key = sub(line, 2)
      counts[key], is_any = (counts[key] or 0) + 1, true
    end
  end
  return is_any and counts or nil
end

-- Tests to leave out are known by their names, where they can be: a file that goes over keys to define them may do so
-- in another order each time it is run.
local function is_left_out(test, counts)
  if test.is_skipped == nil then
    local key = concat(contexts.names_of(test), '\t')
    local count = counts[key] or 0
    test.is_skipped = count > 0
    if count > 0 then counts[key] = count - 1 end
  end
  return test.is_skipped
end

local function wanted_by(only, skip)
  only = numbers(only)
  local skipped, counts = numbers(skip and b.match(skip, '^[%d,]*')), names(skip)
  return function(test)
    local number = test.number
    if only and not only[number] or skipped and skipped[number] then return false end
    return not (counts and is_left_out(test, counts))
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
