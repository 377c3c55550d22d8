-- PUC Lua 5.1, also as wasmoon-lua5.1 and as a local executable
local loadstring, setfenv = loadstring, setfenv
local time, date, clock = os.time, os.date, os.clock
return {
  name = 'lua51',
  print_asks_global_tostring = true,
  write_returns_file = false,
  load = function(bytes, name, mode, env)
    local chunk, message = loadstring(bytes, name)
    if chunk and env then setfenv(chunk, env) end
    return chunk, message
  end,
  real_clock = function() return { time = time, date = date, clock = clock } end,
}
