-- truth: jit on native:jit=off native:release=trixie fast
-- why: LuaJIT issue 957: whether min takes a NaN or the number depends on whether the loop was compiled (fixed later on). PUC's min keeps a NaN that came first, as the trace does.
local nan = 0 / 0
local nearest
for i = 1, 100 do
  nearest = math.min(nan, i)
end
local known = nearest == nearest
print(known and 'a target' or 'no target')
return known
