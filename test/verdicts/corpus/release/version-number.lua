-- truth: release on native:release=trixie
-- why: jit.version_num is 20100 up to 2.1.0-beta3 and 20199 for the rolling releases; VMs without it take the default.
local number = jit and jit.version_num or 20100
print('hello, player')
if number > 20100 then print('rolling release') end
return number
