-- truth: jit on *
-- why: LuaJIT issue 994: a nil of one constant is read as a number of the other's kind.
local chest = {}
local found = {}
for day = 1, 100 do
  found[day] = type(chest[1])
  chest = day % 2 ~= 0 and { nil } or { 3 }
end
print('days: ' .. #found)
return found[98] .. ' ' .. found[99] .. ' ' .. found[100]
