-- truth: dialect gsub-replacement-percent on lua53 lua54
-- why: 5.2 manual string.gsub: % in a replacement is followed by a digit or %; 5.1 and LuaJIT take any other character as it is.
local template = 'chance to hit: $x'
local function fill(text, value)
  return (text:gsub('%$x', value))
end
local ok, line = pcall(fill, template, '40%!')
print(ok)
return ok and line
