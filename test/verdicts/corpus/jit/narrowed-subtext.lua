-- truth: jit on native:jit=off fast lua51
-- truth: dialect fraction-arguments on lua53 lua54
-- why: LuaJIT issue 1505: the trace truncates before it adds, so 2.5 becomes 3; 5.3+ takes no fraction at all.
local offset = -0.5
local shown = {}
for frame = 1, 400 do
  shown[frame] = ('abcdef'):sub(offset + 3)
end
print('frames: ' .. #shown)
return shown[1], shown[400]
