-- One row: evaluates the code given as the second argument, and returns what came of it as text.
--   expression   the value's text, "SYNTAX", or "ERR " and the message
--   snippet      the message with its position, or "OK " and the first value's text
local kind, code = ...

-- Addresses differ between any two VMs and any two runs.
local function text_of(value)
  local text = tostring(value)
  local type = type(value)
  if type == 'string' or type == 'number' then return text end
  return (text:gsub(': 0x%x+$', ''):gsub(': builtin#%d+$', ''))
end

local compile = loadstring or load
if kind == 'expression' then
  local chunk = compile('return ' .. code, '=x')
  if not chunk then return 'SYNTAX' end
  local ok, value = pcall(chunk)
  return ok and text_of(value) or 'ERR ' .. text_of(value)
end

local chunk, message = compile(code, '=t')
if not chunk then return message end
local ok, value = pcall(chunk)
return ok and 'OK ' .. text_of(value) or text_of(value)
