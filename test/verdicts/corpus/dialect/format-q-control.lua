-- truth: dialect format-q on lua51
-- why: 5.1 manual string.format writes "\r" and "\000" with %q; from 5.2 and on LuaJIT it is the shortest decimal escape.
local function serialise(name)
  return string.format('name = %q', name)
end
local text = serialise('a\0b\rc')
print(#text)
return text
