-- truth: dialect ffi-library on fast lua51 lua53 lua54
-- why: LuaJIT extensions page: ffi is part of LuaJIT only; elsewhere the script is unsupported.
local ffi = require 'ffi'
ffi.cdef 'typedef struct { double x, y; } corpus_vector;'
local v = ffi.new('corpus_vector', 3, 4)
local length = math.sqrt(v.x * v.x + v.y * v.y)
print('length ' .. length)
return length
