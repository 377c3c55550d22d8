-- LuaJIT 2.1
local P = ...

-- What the JIT compiler does, as far as Lua can tell: nothing where it is off, and not here where the program that holds
-- the VM counts it itself. A trace that begins in the prelude is not the script's.
local traces, aborts, flushes = 0, 0, 0
local counts = not P.take_global('__luaparity_jit_is_counted') and jit and jit.attach and jit.status()
if counts then
  local getinfo = debug.getinfo
  local own = false
  jit.attach(function(what, _, func)
    if what == 'start' then
      own = getinfo(func, 'S').source == '=[luaparity]'
    elseif what == 'flush' then
      flushes = flushes + 1
    elseif what == 'stop' and not own then
      traces = traces + 1
    elseif what == 'abort' and not own then
      aborts = aborts + 1
    end
  end, 'trace')
end

if P.job.determinism.random then math.randomseed(P.job.seed) end

local time, date, clock = os.time, os.date, os.clock
return {
  name = 'luajit',
  write_returns_file = false,
  print_asks_global_tostring = true,
  load = P.load_then_setfenv,
  real_clock = function() return { time = time, date = date, clock = clock } end,
  finish = function()
    return counts and 'jit ' .. P.encode.list({ traces, aborts, flushes }, 3, 1e9)
  end,
}
