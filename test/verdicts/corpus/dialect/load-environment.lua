-- truth: dialect load-string on lua51
-- why: 5.2 manual 6.1: load takes the environment as fourth argument; LuaJIT does, too.
local env = { hp = 30 }
local function eval(text)
  return load('return ' .. text, '=formula', 't', env)()
end
local ok, value = pcall(eval, 'hp - 4')
print(ok and value or 'no formulas')
return ok
