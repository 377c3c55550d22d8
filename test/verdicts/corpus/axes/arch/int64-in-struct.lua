-- truth: arch on native:arch=i386
-- why: lj_cparse.c (cp_field_align): an int64_t in a struct is aligned to 8 bytes on amd64 and to 4 on i386, which moves the fields behind it.
local ffi = require 'ffi'
ffi.cdef 'typedef struct { int32_t id; int64_t gold; uint8_t rank; } axes_player;'
local player = ffi.new('axes_player', 7, 99, 3)
local bytes = ffi.string(player, ffi.sizeof(player))
local at = bytes:find('\99', 1, true)
print('gold is written at byte ' .. at)
return #bytes
