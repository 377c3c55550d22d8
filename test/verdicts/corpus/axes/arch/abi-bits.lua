-- truth: arch on native:arch=i386
-- why: LuaJIT's page "ffi.* API Functions": ffi.abi tells '32bit' and '64bit' architectures apart; that is not the kind of references.
local ffi = require 'ffi'
local name = ffi.abi '64bit' and 'pack64' or ffi.abi '32bit' and 'pack32' or 'plain'
print('loading ' .. name)
return name
