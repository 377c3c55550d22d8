-- truth: arch on native:arch=i386
-- why: a C long has 8 bytes in the ABI of amd64 and 4 in that of i386 (lj_cparse.c, CTSIZE of long is that of a pointer on POSIX).
local ffi = require 'ffi'
local bytes = ffi.sizeof 'long'
print('seed has ' .. bytes * 8 .. ' bits')
return bytes
