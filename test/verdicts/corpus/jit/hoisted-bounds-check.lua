-- truth: jit on *
-- why: LuaJIT issue 1194: the bounds check of the new, empty table is hoisted out of the compiled loop, which then adds up what lies behind it.
local function treasure(rooms)
  local bag, sum = { 1, 2, 3, 4 }, 0
  for room = -0, rooms do
    if room ~= 0 then
      local coins = bag[room]
      if coins then sum = sum + coins end
      bag = {}
    end
  end
  return sum
end
local total = 0
for _ = 1, 2000 do total = total + treasure(4) end
print('searched')
return total == 2000
