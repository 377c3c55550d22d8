-- A clock that stands still: os.time, os.date and os.clock give the same on every machine and VM.
-- os.clock advances by one millisecond a call, so that a script waiting for time to pass ends.
local P = ...
local b = P.builtins
local integer = P.integer

local now = P.job.time + 0.0
local ticks = 0.0

-- The parts behind raise errors at the level of whoever called these; hence no tail calls, which
-- Lua 5.1 counts as a level and later ones do not.
local function time(...)
  local date = ...
  if date == nil then return integer(now) end
  local seconds = P.part('date').time(date)
  return seconds
end

local function date(...)
  local result = P.part('date').date(now, ...)
  return result
end

local function clock()
  ticks = ticks + 1
  return ticks / 1000
end

return { time = time, date = date, clock = clock }
