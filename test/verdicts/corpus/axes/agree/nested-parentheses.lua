-- truth: agree
-- why: the parser stops at 200 levels (lj_def.h, LJ_MAX_XLEVEL) and 200 local variables (LJ_MAX_LOCVAR), which no axis changes.
local function fits(source) return loadstring(source) ~= nil end
local parentheses, locals = 0, 0
for count = 150, 250 do
  if fits('return ' .. ('('):rep(count) .. '1' .. (')'):rep(count)) then parentheses = count end
  if fits(('local a\n'):rep(count)) then locals = count end
end
print('parentheses: ' .. parentheses)
return locals
