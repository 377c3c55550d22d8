-- truth: space on native:space=pagezero
-- why: the table of squares is put at an address below 4 GB with MAP_32BIT (mmap(2)); where all of these are taken (space=pagezero) a Lua table is used.
local ffi = require 'ffi'
ffi.cdef 'void *mmap(void *at, size_t length, int prot, int flags, int fd, long offset);'
local function squares(count)
  local memory = ffi.C.mmap(nil, count * 4, 3, 0x62, -1, 0)
  if memory == ffi.cast('void *', -1) then return {}, 'plain table' end
  return ffi.cast('int32_t *', memory), 'mapped table'
end
local table_of, kind = squares(256)
for index = 0, 255 do table_of[index] = index * index end
local sum = 0
for index = 0, 255, 5 do sum = sum + table_of[index] end
print(kind)
return sum
