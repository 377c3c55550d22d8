-- truth: dialect for-step-zero on lua51 lua53 lua54
-- why: facts row `for i=1,10,0 do`: LuaJIT enters the loop, 5.1 to 5.3 do not, 5.4 raises an error.
local function walk(from, to, pace)
  local steps = 0
  for _ = from, to, pace do
    steps = steps + 1
    if steps == 5 then break end
  end
  return steps
end
print(walk(1, 4, 1))
return walk(1, 10, 0)
