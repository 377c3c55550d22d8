-- truth: jit on native:jit=off fast lua51
-- truth: dialect fraction-arguments on lua53 lua54
-- why: LuaJIT issue 1505 in string.rep: three signs where the interpreter draws two.
local lost = -0.5
local function bar(full) return ('#'):rep(full) end
local last
for _ = 1, 300 do
  last = bar(lost + 3)
end
return last
