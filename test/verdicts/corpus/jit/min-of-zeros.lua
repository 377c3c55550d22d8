-- truth: jit on native:jit=off native:release=trixie fast
-- why: bookworm's compiled math.min orders 0 and -0 the other way round than its interpreter; PUC's takes the first, as the trace does.
local level, sea = 0, 0 / -1
local lowest
for _ = 1, 200 do
  lowest = math.min(level, sea)
end
print(lowest == 0)
return 1 / lowest > 0 and 'above' or 'below'
