-- truth: gc on native:gc=gc32 native:arch=i386
-- why: LuaJIT's page "ffi.* API Functions": ffi.abi('gc64') is true for 64-bit garbage collector references.
local ffi = require 'ffi'
local build = {}
for _, name in ipairs { 'le', 'fpu', 'gc64' } do
  if ffi.abi(name) then build[#build + 1] = name end
end
print('build: ' .. table.concat(build, ' '))
return #build
