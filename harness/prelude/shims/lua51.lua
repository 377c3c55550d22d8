-- PUC Lua 5.1 and 5.2, as wasmoon-lua5.1 and as local executables
local loadstring, setfenv = loadstring or load, setfenv
local time, date, clock = os.time, os.date, os.clock
return {
  name = 'lua51',
  print_asks_global_tostring = true,
  write_returns_file = false,
  load = function(bytes, name, mode, env)
    local chunk, message = loadstring(bytes, name)
    if chunk and env and setfenv then setfenv(chunk, env) end
    return chunk, message
  end,
  real_clock = function() return { time = time, date = date, clock = clock } end,
}
