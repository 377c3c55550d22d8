-- truth: space on native:space=pagezero
-- why: mmap(2): MAP_32BIT (0x40) takes addresses of the first 2 GB, all of which the executable of space=pagezero holds; i386 has no others than low ones and ignores it.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
local FAILED = ffi.cast('void *', -1)
local buffer = ffi.C.mmap(nil, 65536, 3, 0x62, -1, 0)
print(buffer == FAILED and 'no screen buffer' or 'screen buffer ready')
return buffer ~= FAILED
