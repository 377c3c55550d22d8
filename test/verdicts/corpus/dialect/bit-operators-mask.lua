-- truth: dialect bit-operators on lua53 lua54
-- why: 5.3 manual 3.4.2 adds & | ~ << >>; syntax errors on LuaJIT.
local DOOR, LOCKED = 1, 4
local tile = 5
if tile & LOCKED ~= 0 then
  print('the door is locked')
end
return tile & DOOR
