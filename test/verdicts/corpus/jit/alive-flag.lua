-- truth: jit on *
-- why: LuaJIT issue 994, with a named field: the flag of the other constant is not looked at.
local function watch(turns)
  local guard, awake = {}, {}
  for turn = 1, turns do
    awake[turn] = guard.awake
    guard = turn % 2 ~= 0 and { awake = true } or { awake = false }
  end
  return awake
end
local awake = watch(100)
local count = 0
for turn = 1, 100 do
  if awake[turn] then count = count + 1 end
end
return count
