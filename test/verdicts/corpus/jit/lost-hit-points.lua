-- truth: jit on *
-- why: LuaJIT issue 994: the compiled loop does not see that one of the two constants has the field.
local monster = {}
local seen = {}
for turn = 1, 100 do
  seen[turn] = tostring(monster.hp)
  monster = turn % 2 ~= 0 and { hp = 7 } or { hp = nil }
end
local alive = 0
for turn = 1, #seen do
  if seen[turn] ~= 'nil' then alive = alive + 1 end
end
print('turns played: ' .. #seen)
return alive
