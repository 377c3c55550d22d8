-- truth: dialect ffi-library on fast lua51 lua53 lua54
-- why: LuaJIT extensions page: only LuaJIT has ffi, here behind a module.
local bytes = require 'bytes'
local buffer = bytes.new(4)
buffer[0] = 200
buffer[1] = buffer[0] + 100
return buffer[1]
