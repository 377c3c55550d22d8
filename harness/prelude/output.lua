-- print and io.write as bytes, in the order they happened, one event a call, so that what was
-- written before a crash is not lost with the VM.
local P = ...
local b = P.builtins
local select, type, tostring = b.select, b.type, b.tostring
local encode_string = P.encode.string

local limit = P.job.limits.output
local written = 0
local stopped = false

-- Appends bytes to a stream ('out' or 'err'); both count against one limit.
local function write(stream, bytes)
  if stopped or bytes == '' then return end
  local room = limit - written
  if #bytes > room then
    stopped = true
    bytes = b.sub(bytes, 1, room)
    if bytes ~= '' then P.emit(stream .. ' ' .. encode_string(bytes)) end
    P.emit('truncated')
    return
  end
  written = written + #bytes
  P.emit(stream .. ' ' .. encode_string(bytes))
end

-- print of 5.1 and LuaJIT asks the global tostring, later ones their own.
local function to_text(value)
  local convert = P.shim.print_asks_global_tostring and _G.tostring or tostring
  local text = convert(value)
  if type(text) ~= 'string' and type(text) ~= 'number' then
    b.error("'tostring' must return a string to 'print'", 3)
  end
  return text
end

function print(...)
  local count = select('#', ...)
  local parts = { ... }
  for i = 1, count do
    parts[i] = to_text((select(i, ...)))
  end
  write('out', b.concat(parts, '\t', 1, count) .. '\n')
end

return { write = write }
