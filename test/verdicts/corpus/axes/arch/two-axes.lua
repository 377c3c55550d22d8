-- truth: gc on native:gc=gc32 native:arch=i386
-- truth: arch on native:arch=i386
-- why: ffi.abi('gc64') tells the references, the size of a pointer the processor; i386 has another of both.
local ffi = require 'ffi'
local references = ffi.abi 'gc64' and 64 or 32
local pointers = ffi.sizeof 'void *' * 8
print('references of ' .. references .. ' bits')
print('pointers of ' .. pointers .. ' bits')
return references == pointers
