-- A library function that is called for the script by one of ours: errors are to be as if the script had called it. They
-- are but for one thing: where the script does so in a tail call, VMs of PUC's lose the position, as ours is no C function.
local C = ...
local b = C.b
local pcall, select, type, gsub = b.pcall, b.select, b.type, b.gsub

-- What the VM calls a function that has no name where it is called; the arguments are ones that it does not take.
function C.nameless(original, ...)
  local _, message = pcall(original, ...)
  return b.match(b.tostring(message), "^bad argument #%d+ to '([^']*)'") or '?'
end

local function pack(...) return select('#', ...), { ... } end

-- No tail call of the function, so that a position that it puts in front of its message is ours.
local function same(...) return ... end
local function attempt(original, ...) return same(original(...)) end

-- What `original` returns for these arguments, or its error as from whoever called the function that calls this one, and
-- not in a tail call. `nameless` is C.nameless of it.
function C.call_as(original, nameless, ...)
  local count, results = pack(pcall(attempt, original, ...))
  if results[1] then return b.unpack(results, 2, count) end
  local message = results[2]
  if type(message) ~= 'string' then b.error(message, 0) end
  local text, ours = gsub(message, '^%[luaparity%]:%d+: ', '')
  local name = b.getinfo(2, 'n').name or nameless
  text = gsub(text, "^(bad argument #%d+ to ')[^']*'", function(start) return start .. name .. "'" end)
  b.error(text, ours > 0 and 3 or 0)
end
