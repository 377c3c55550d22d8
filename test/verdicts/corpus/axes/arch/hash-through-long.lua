-- truth: arch on native:arch=i386
-- why: unsigned long wraps at 2^64 on amd64 and at 2^32 on i386, being as wide as a pointer there; both conversions are of integers, which C defines.
local ffi = require 'ffi'
local hash = 5381ULL
for letter in ('dragon'):gmatch '.' do
  hash = ffi.cast('uint64_t', ffi.cast('unsigned long', hash * 33 + letter:byte()))
end
print('hash: ' .. tostring(hash))
return tonumber(hash % 1000)
