-- truth: jit on native:jit=off
-- truth: dialect ffi-library on fast lua51 lua53 lua54
-- why: C leaves the conversion of a negative double to an unsigned integer open; compiled code and interpreter differ. ffi is LuaJIT's alone.
local ffi = require 'ffi'
local function wrap(x) return tonumber(ffi.cast('uint64_t', x)) end
local first, last
for i = 1, 100 do
  last = wrap(-1.0)
  first = first or last
end
print('wrapped')
return first == last
