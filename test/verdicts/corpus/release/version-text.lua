-- truth: release on native:release=trixie
-- why: jit.version names the version that the release ships; VMs without it take the default.
local about = jit and jit.version or 'LuaJIT 2.1.0-beta3'
local function title(text) return '== ' .. text .. ' ==' end
print(title(about))
return #title('') == 6
