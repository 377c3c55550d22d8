-- truth: arch on native:arch=i386
-- why: lj_cparse.c (cp_field_align): the System V ABI of i386 limits the alignment of fields to 4, so that the double follows three bytes of padding and not seven.
local ffi = require 'ffi'
ffi.cdef 'typedef struct { char kind; double weight; } axes_item;'
local record = ffi.sizeof 'axes_item'
local gap = ffi.offsetof('axes_item', 'weight') - 1
print('record of ' .. record .. ' bytes, ' .. gap .. ' unused')
return record
