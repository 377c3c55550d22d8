-- truth: agree
-- why: MAP_FIXED_NOREPLACE (mmap(2)) never gives an address that holds something, here that of an array of LuaJIT's own, on any engine.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
local PAGE = 4096
local array = ffi.new('uint8_t[?]', 16 * PAGE)
local address = ffi.cast('uintptr_t', array) + 8 * PAGE
local page = ffi.cast('void *', address - address % PAGE)
local got = ffi.C.mmap(page, PAGE, 3, 0x100022, -1, 0)
print(got == page and 'replaced' or 'kept')
return array[8 * PAGE]
