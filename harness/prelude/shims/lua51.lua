-- PUC Lua 5.1 and 5.2, as wasmoon-lua5.1 and as local executables
local P = ...

local time, date, clock = os.time, os.date, os.clock
return {
  name = 'lua51',
  print_asks_global_tostring = true,
  write_returns_file = false,
  load = P.load_then_setfenv,
  real_clock = function() return { time = time, date = date, clock = clock } end,
}
