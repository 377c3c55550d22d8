-- truth: crash SIGSEGV on native native:jit=off native:release=trixie
-- why: LuaJIT extensions page (FFI semantics): no checks of pointers; address 8 is not mapped in any release.
local ffi = require 'ffi'
local function poke(address, value)
  ffi.cast('int *', address)[0] = value
end
print('writing')
poke(8, 1)
return 'written'
