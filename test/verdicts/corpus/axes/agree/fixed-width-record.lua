-- truth: agree
-- why: int32_t, float and int64_t have the same size everywhere (LuaJIT's page "FFI Semantics"), and ordered from wide to narrow nothing is padded.
local ffi = require 'ffi'
ffi.cdef 'typedef struct { int64_t gold; double x; float speed; int32_t id; uint8_t tag[8]; } axes_save;'
local save = ffi.new('axes_save', 5, 0.5, 1.5, -2)
local bytes = ffi.string(save, ffi.sizeof(save))
local text = bytes:gsub('.', function(byte) return ('%02x'):format(byte:byte()) end)
print(text)
return #bytes
