-- truth: space on native:space=pagezero
-- why: mmap(2) gives ENOMEM (12) when no address is left for MAP_32BIT, as under space=pagezero; ffi.errno (LuaJIT's page "ffi.* API Functions") reads it.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
ffi.errno(0)
local got = ffi.C.mmap(nil, 1048576, 3, 0x62, -1, 0)
local failed = got == ffi.cast('void *', -1)
local number = failed and ffi.errno() or 0
print('code of the allocator: ' .. number)
return number
