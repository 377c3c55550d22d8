-- Runs a spec file, or lists its tests.
local S = ...
local P = S.P
local b = P.builtins
local contexts, execute = S.contexts, S.execute
local gmatch, next, tonumber, xpcall = string.gmatch, b.next, b.tonumber, b.xpcall

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

-- The text of the file as a function of the spec environment. Lua 5.2 takes the environment as an upvalue.
local function load_file(source, chunk_name)
  local chunk, message = P.shim.load(source, chunk_name, nil, contexts.environment)
  if chunk and not setfenv and debug.setupvalue then debug.setupvalue(chunk, 1, contexts.environment) end
  return chunk, message
end

function S.run_file(source, chunk_name, arguments)
  local mode, only, skip = arguments[1], arguments[2], arguments[3]
  b.pcall(b.collectgarbage, 'restart')
  execute.begin(mode, wanted_by(only, skip))

  local suite = contexts.new_block('suite')
  suite.is_outermost = true
  for name, value in next, S.globals do suite.globals[name] = value end
  local file = contexts.new_block(chunk_name, suite)
  file.is_outermost = true

  local ok, value = true, nil
  local prepare = S.prepare
  if prepare then
    contexts.enter(suite)
    ok, value = xpcall(prepare, P.handler)
  end
  if not ok or P.exited then return P.finish(ok, value) end
  local chunk, message = load_file(source, chunk_name)
  if not chunk then return P.report_unloadable(message) end

  contexts.inside(file, function()
    ok, value = xpcall(chunk, P.handler)
    if not ok or P.exited or P.unsupported_text() then return end
    execute.arrange(file)
    execute.run_contents(file)
  end)
  if ok and not P.exited then P.finish(true) else P.finish(ok, value) end
end

return S.run_file
