-- truth: space on native:space=pagezero
-- why: handles of 32 bits hold addresses below 4 GB, which MAP_32BIT (mmap(2)) gives; under space=pagezero there are none, and the script raises its own error.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
ffi.cdef 'typedef struct { uint32_t handle; int32_t hp; } axes_unit;'
local memory = ffi.C.mmap(nil, 4096, 3, 0x62, -1, 0)
assert(memory ~= ffi.cast('void *', -1), 'no room for units')
local unit = ffi.cast('axes_unit *', memory)
unit.handle = tonumber(ffi.cast('uintptr_t', memory))
unit.hp = 40
local again = ffi.cast('axes_unit *', ffi.cast('uintptr_t', unit.handle))
again.hp = again.hp + 2
print('hit points: ' .. unit.hp)
return unit.hp
