-- LuaJIT 2.1
local P = ...

local traces, aborts, flushes = 0, 0, 0
if jit and jit.attach then
  jit.attach(function(what)
    if what == 'stop' then
      traces = traces + 1
    elseif what == 'abort' then
      aborts = aborts + 1
    elseif what == 'flush' then
      flushes = flushes + 1
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
    return 'jit ' .. P.encode.list({ traces, aborts, flushes }, 3, 1e9)
  end,
}
