-- expect: crash SIGSEGV on native:release=bookworm,arch=amd64,jit=on,* native:release=bookworm,arch=amd64,jit=stress,*
-- When the loop gets hot, LuaJIT records the call piece by piece, one per "%%" of
-- the format string, and twenty-five thousand pieces are more than the recorder's
-- buffer can take. With the JIT compiler off nothing is recorded, and every other
-- VM only formats. On i386 the recorder gives up before.

local f = ('%'):rep(50000)
local r
for i = 1, 100 do r = f:format() end
return #r
