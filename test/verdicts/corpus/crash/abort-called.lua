-- truth: crash SIGABRT on native native:jit=off native:release=trixie
-- why: abort of the C library ends the process, whatever the release.
local ffi = require 'ffi'
ffi.cdef 'void abort(void);'
local function check(sane)
  if not sane then ffi.C.abort() end
end
check(1 + 1 == 2)
check(1 + 1 == 3)
return 'sane'
