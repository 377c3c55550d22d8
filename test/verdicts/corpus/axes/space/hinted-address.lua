-- truth: space on native:space=pagezero
-- why: mmap(2): an address without MAP_FIXED is a hint, and the kernel goes elsewhere when something is there, as under space=pagezero; that is above 4 GB then.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
local function isLow(address)
  return tonumber(ffi.cast('uintptr_t', address)) < 2 ^ 32
end
local low = 0
for step = 1, 4 do
  local hint = ffi.cast('void *', 0x20000000 + step * 0x1000000)
  if isLow(ffi.C.mmap(hint, 4096, 3, 0x22, -1, 0)) then low = low + 1 end
end
print(low > 0 and 'compact pointers' or 'wide pointers')
return low > 0
