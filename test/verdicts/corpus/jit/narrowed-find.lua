-- truth: jit on native:jit=off fast lua51
-- truth: dialect fraction-arguments on lua53 lua54
-- why: LuaJIT issue 1505 in string.find: the search starts one place late.
local map = 'aXaXaX'
local back = -0.5
local places = {}
for turn = 1, 400 do
  places[turn] = map:find('X', back + 3, true)
end
return places[1], places[400]
