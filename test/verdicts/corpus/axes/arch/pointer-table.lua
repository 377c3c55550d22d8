-- truth: arch on native:arch=i386
-- why: sixteen pointers take 128 bytes where they are 8 bytes wide (amd64, with either kind of references) and 64 on i386.
local ffi = require 'ffi'
local slots = ffi.new 'void *[16]'
local total = ffi.sizeof(slots)
print('slots: ' .. total .. ' bytes')
return ffi.sizeof 'void *' * 16 == total
