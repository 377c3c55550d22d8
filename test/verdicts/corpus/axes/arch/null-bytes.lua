-- truth: arch on native:arch=i386
-- why: a union of a pointer and bytes shows as many bytes as a pointer has: 8 on amd64, with either kind of references, and 4 on i386.
local ffi = require 'ffi'
ffi.cdef 'typedef union { void *owner; uint8_t bytes[8]; } axes_link;'
local link = ffi.new 'axes_link'
for index = 0, 7 do link.bytes[index] = 0xff end
link.owner = nil
local cleared = 0
for index = 0, 7 do
  if link.bytes[index] == 0 then cleared = cleared + 1 end
end
print('bytes cleared: ' .. cleared)
return cleared
