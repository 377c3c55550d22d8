-- Gives `run(source, chunk name, arguments)`, which runs a case and reports how it ended, as exactly one
-- of these events:
--   pass <list>
--   error <kind> <list: value, message text, file or nil, line or nil> <list: traceback lines>
-- kind: syntax, runtime, exit, unsupported, memory, too-large
local P = ...
local b = P.builtins
local type, select, find, match = b.type, b.select, b.find, b.match

local MAX_FRAMES = 60
local OWN_CHUNK = '[luaparity]'

local function text_of(value)
  local kind = type(value)
  if kind == 'string' then return value end
  if kind == 'number' then return b.tostring(value) end
  local meta = debug and (debug.getmetatable or b.getmetatable)(value)
  if type(meta) == 'table' and b.rawget(meta, '__tostring') then
    local ok, text = b.pcall(b.tostring, value)
    if ok and type(text) == 'string' then return text end
  end
  return '(error object is a ' .. kind .. ' value)'
end

-- fengari's own functions are of kind J
local function is_native(info)
  return info.what == 'C' or info.what == 'J'
end

local function describe(info)
  local where = is_native(info) and '[C]' or info.short_src
  if info.currentline and info.currentline > 0 then where = where .. ':' .. b.format('%d', info.currentline) end
  local name = info.name
  if info.what == 'main' then
    name = 'main chunk'
  elseif name then
    name = "function '" .. name .. "'"
  elseif is_native(info) then
    name = '?'
  else
    name = 'function <' .. info.short_src .. ':' .. b.format('%d', info.linedefined) .. '>'
  end
  return where .. ': in ' .. name
end

-- Whether the function at a level, seen from the caller, is the prelude's (or there is none).
local function is_own(level)
  local info = b.getinfo(level, 'S')
  return not info or info.short_src == OWN_CHUNK
end

-- The frames above the caller, without the prelude's own.
local function frames(level)
  local lines, file, line = {}, nil, nil
  for depth = level, level + MAX_FRAMES do
    local info = b.getinfo(depth, 'Sln')
    -- this file's xpcall is the bottom of every stack
    if not info or is_native(info) and info.name == 'xpcall' and is_own(depth + 2) then break end
    if info.short_src ~= OWN_CHUNK and info.what ~= 'tail' then
      lines[#lines + 1] = describe(info)
      if not file and not is_native(info) and info.currentline > 0 then
        file, line = info.short_src, info.currentline
      end
    end
  end
  return lines, file, line
end
P.frames = frames

local caught
local function handler(value)
  local host = P.raised_by_host
  local lines, file, line
  if host and b.rawequal(host.value, value) and is_own(4) then
    -- host.lua raises it once more, without the frames above its own.
    local below, script_file, script_line = frames(4)
    lines, file, line = host.lines, host.file or script_file, host.line or script_line
    for i = 1, #below do lines[#lines + 1] = below[i] end
  else
    lines, file, line = frames(3)
  end
  caught = { lines = lines, file = file, line = line }
  return value
end
-- For an xpcall of the prelude; what it finds is in `P.describe_error`.
P.handler = handler

local function kind_of(value, text)
  if P.exited then return 'exit' end
  if type(value) == 'table' and b.rawget(value, 'too_large') then return 'too-large' end
  if value == 'not enough memory' then return 'memory' end
  if P.refused and value == P.refused then return 'unsupported' end
  if P.lacking and find(text, "module '" .. P.lacking .. "' not found", 1, true) then return 'unsupported' end
  return 'runtime'
end
function P.error_kind(value)
  return kind_of(value, text_of(value))
end

-- Events of the end go out together: each emit costs a system call natively.
local function last_events(text)
  local more = P.shim.finish and P.shim.finish()
  P.emit(more and text .. '\n' .. more or text)
end

-- An error as its event has it, the kind first; where it was raised is what the handler saw last.
local function describe_error(kind, value)
  local text = text_of(value)
  if kind == 'too-large' then
    text = b.format('the returned values take more than %.0f bytes when encoded', value.too_large)
  elseif kind == 'exit' then
    text = P.exited
  end
  -- "file:line: " in front of a message is its position; without it, the innermost frame's.
  local file, line, rest = match(text, '^([^\n]-):(%d+): (.*)$')
  if file and kind ~= 'exit' then
    text, line = rest, b.tonumber(line)
  else
    file, line = caught and caught.file, caught and caught.line
  end
  local traceback = caught and caught.lines or {}
  return kind
    .. ' ' .. P.encode.list({ value, text, file, line }, 4, P.job.limits.values)
    .. ' ' .. P.encode.list(traceback, #traceback, 1e9)
end
P.describe_error = describe_error

local function report_error(kind, value)
  last_events('error ' .. describe_error(kind, value))
end

-- Forgets how what ran before ended: it says nothing about what is run next.
function P.start_anew()
  caught, P.exited, P.refused, P.lacking, P.raised_by_host = nil, nil, nil, nil, nil
end

-- Where the VM can tell: whether the script went over keys that have no fixed order. Before anything is
-- encoded, which goes over them, too.
local has_iterated = P.take_global('__luaparity_has_iterated')

-- Where the VM lacks something that LuaJIT has: what the script asked for, even if it caught the error.
local noted_unsupported = P.take_global('__luaparity_unsupported')

local function unsupported_text()
  local text = noted_unsupported and noted_unsupported()
  return text and (b.gsub(text, 'luaparity: unsupported: ', '', 1))
end

local function report_iterations()
  if has_iterated then P.emit('iterates ' .. b.tostring(has_iterated())) end
end

local function finish(ok, ...)
  report_iterations()
  local lacking = unsupported_text()
  if lacking then
    report_error('unsupported', lacking)
  elseif ok and not P.exited then
    local count, values = select('#', ...), { ... }
    local encoded, text = b.pcall(P.encode.list, values, count, P.job.limits.values)
    if encoded then
      last_events('pass ' .. text)
    else
      report_error(kind_of(text, ''), text)
    end
  else
    local value = ...
    -- what filled the memory is garbage by now, but reporting needs room; fengari cannot collect it
    if value == 'not enough memory' then b.pcall(b.collectgarbage) end
    report_error(kind_of(value, text_of(value)), value)
  end
end

P.unsupported_text = unsupported_text

-- For a program that runs a case by itself: its last event.
function P.finish(event)
  report_iterations()
  last_events(event)
end

local function report_unloadable(message)
  local lacking = unsupported_text()
  local kind = message == 'not enough memory' and 'memory' or 'syntax'
  report_error(lacking and 'unsupported' or kind, lacking or message)
end
P.report_unloadable = report_unloadable

-- os.exit would end the process that runs the case. It ends the case instead, as an error that a
-- script cannot swallow: even when pcall catches it, the case is reported as having exited.
function P.exit(code)
  if code == nil then code = true end
  P.exited = 'os.exit(' .. b.tostring(code) .. ') was called: the host process would end here'
  b.error(P.exited, 0)
end

function P.unsupported(name, why)
  P.refused = name .. ' is not available to a script under test: it ' .. why
  b.error(P.refused, 0)
end

return function(source, chunk_name, arguments)
  b.pcall(b.collectgarbage, 'restart')
  local chunk, message = P.shim.load(source, chunk_name)
  if chunk then
    finish(b.xpcall(function() return chunk(b.unpack(arguments, 1, #arguments)) end, handler))
  else
    report_unloadable(message)
  end
end
