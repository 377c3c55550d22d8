-- truth: space on native:space=pagezero
-- why: MAP_FIXED_NOREPLACE (0x100000, mmap(2)) fails where something is mapped already; under space=pagezero that is so from 64 KB to 4 GB.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
local arena
for step = 0, 7 do
  local wanted = ffi.cast('void *', 0x10000000 + step * 0x1000000)
  local got = ffi.C.mmap(wanted, 65536, 3, 0x100022, -1, 0)
  if got == wanted then
    arena = got
    break
  end
end
if not arena then error('arena: address is taken', 0) end
ffi.fill(arena, 65536, 7)
print('arena made')
return ffi.cast('uint8_t *', arena)[65535]
