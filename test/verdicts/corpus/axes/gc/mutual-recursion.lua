-- truth: gc on native:gc=gc32 native:arch=i386
-- why: two functions in turns fill the stack of 65500 slots (luaconf.h) as one does; a frame takes a slot less with 32-bit references (lj_frame.h, LJ_FR2).
local turns = 0
local attack
local function defend(power)
  turns = turns + 1
  return attack(power + 1) - 1
end
function attack(power)
  turns = turns + 1
  return defend(power + 1) + 1
end
local ok, message = pcall(attack, 1)
print(ok, message:match('stack overflow'))
turns = math.floor(turns / 1000)
print('turns before the duel broke: ' .. turns .. '000')
return turns
