-- truth: arch on native:arch=i386
-- why: LuaJIT's page "jit.* Library": jit.arch is the target architecture, "x86" or "x64".
local paths = { x64 = 'bin/64', x86 = 'bin/32', arm64 = 'bin/arm' }
local path = paths[jit.arch] or 'bin'
print('addons from ' .. path)
return jit.os
