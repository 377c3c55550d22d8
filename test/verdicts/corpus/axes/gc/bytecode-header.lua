-- truth: gc on native:gc=gc32 native:arch=i386
-- why: lj_bcdump.h: the flag BCDUMP_F_FR2 (0x08) stands in the header of bytecode where frames take two slots.
local function quest(step) return step * 2 end
local code = string.dump(quest, true)
local flags = code:byte(5)
local label = ('%02x'):format(flags)
print('cache of quests: ' .. label .. '.ljbc')
return code:sub(2, 3)
