-- What every part of the prelude shares. The engine runs the bundle as one function and gives it
-- the job, as a table or as the text of a table constructor, and these globals, taken away here
-- before any script can see them:
--   __luaparity_emit(lines)         hands events to the harness, one a line; ASCII only
--   __luaparity_fetch(path)         bytes of a file of the case, or nil
--   __luaparity_wall_clock()        seconds since some moment, where os.clock is too coarse to tell
--                                  how long a test takes; may be absent
--   __luaparity_host_<name>(...)    host functions, where the program provides them
local P, job = ...

-- Nothing the prelude makes is garbage by the time the script starts, and looking for some costs a
-- quarter of a small case. (fengari has no collector of its own and raises.)
pcall(collectgarbage, 'stop')

if type(job) == 'string' then
  job = (loadstring or load)('return ' .. job, '=[luaparity job]')()
end
P.job = job

-- The value of a global that the engine left for the prelude.
function P.take_global(name)
  local value = rawget(_G, name)
  rawset(_G, name, nil)
  return value
end

-- Called before each test of a spec file.
P.on_test = {}

P.emit = P.take_global('__luaparity_emit')
local raw_fetch = P.take_global('__luaparity_fetch')
P.wall_clock = P.take_global('__luaparity_wall_clock')
local char, byte, gsub, sub, tonumber = string.char, string.byte, string.gsub, string.sub, tonumber

-- A binding that cannot carry bytes sends '=' and plain ASCII, or '\' and text with \ddd escapes.
local function unescape(text)
  if byte(text) == 61 then return sub(text, 2) end
  return (gsub(sub(text, 2), '\\(%d%d%d)', function(digits) return char(tonumber(digits)) end))
end

-- Files that a control run gives another text.
local replaced = job.control and job.control.files or {}
function P.is_replaced(path)
  return replaced[path] ~= nil
end

local fetched = {}
function P.fetch(path)
  local bytes = fetched[path] or replaced[path]
  if bytes == nil then
    bytes = raw_fetch(path)
    if bytes ~= nil and job.fetch == 'escaped' then bytes = unescape(bytes) end
    fetched[path] = bytes or false
  end
  return bytes or nil
end

-- Parts that few scripts need are loaded when one does: a VM is made for every case.
local parts = {}
local load_text = loadstring or load
function P.part(name)
  local part = parts[name]
  if not part then
    part = load_text(P.texts[name], '=[luaparity]')(P)
    parts[name] = part
  end
  return part
end

-- `load` of VMs that give a chunk its environment afterwards.
local set_environment = setfenv
function P.load_then_setfenv(bytes, name, _, env)
  local chunk, message = load_text(bytes, name)
  if chunk and env and set_environment then set_environment(chunk, env) end
  return chunk, message
end
