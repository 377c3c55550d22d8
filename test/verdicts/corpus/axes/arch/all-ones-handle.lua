-- truth: arch on native:arch=i386
-- why: uintptr_t is 64 bits wide on amd64 and 32 on i386, so the address of all ones is another number; nothing there depends on where memory lies.
local ffi = require 'ffi'
local invalid = ffi.cast('void *', ffi.cast('intptr_t', -1))
local handle = tonumber(ffi.cast('uintptr_t', invalid))
print(('no handle: %.0f'):format(handle))
return handle > 2 ^ 32
