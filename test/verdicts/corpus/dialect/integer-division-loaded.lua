-- truth: dialect integer-division-operator on lua53 lua54
-- why: 5.3 manual 3.4.1: the formula only compiles on 5.3 and later.
local compile = loadstring or load
local function formula(text)
  local f = compile('return ' .. text)
  return f and f() or 'bad formula'
end
print(formula('10 - 3'))
return formula('10 // 3')
