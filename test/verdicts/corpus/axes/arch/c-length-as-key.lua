-- truth: arch on native:arch=i386
-- why: LuaJIT's page "FFI Semantics": a 64-bit result of a C function becomes a cdata, a 32-bit one a number; size_t is as wide as a pointer, and cdata are no useful keys.
local ffi = require 'ffi'
ffi.cdef 'size_t strlen(const char *text);'
local names = { [3] = 'elf', [4] = 'orcs' }
local length = ffi.C.strlen 'elf'
print('length: ' .. tostring(length))
return names[length] or 'nobody'
