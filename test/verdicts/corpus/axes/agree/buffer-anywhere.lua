-- truth: agree
-- why: without MAP_32BIT or an address the kernel chooses where to map (mmap(2)), and there is room above 4 GB, or on i386 below.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
local buffer = ffi.C.mmap(nil, 65536, 3, 0x22, -1, 0)
if buffer == ffi.cast('void *', -1) then error('no buffer', 0) end
local bytes = ffi.cast('uint8_t *', buffer)
for index = 0, 99 do bytes[index] = index end
print('buffer ready')
return bytes[99] + bytes[1000]
