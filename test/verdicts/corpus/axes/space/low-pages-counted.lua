-- truth: space on native:space=pagezero
-- why: each of the sixteen pages is asked for with MAP_32BIT (mmap(2)), and under space=pagezero no address up to 4 GB is free.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
local FAILED = ffi.cast('void *', -1)
local function page()
  return ffi.C.mmap(nil, 4096, 3, 0x62, -1, 0)
end
local pages = 0
for _ = 1, 16 do
  if page() ~= FAILED then pages = pages + 1 end
end
print('pages for sprites: ' .. pages)
return pages
