-- truth: release on native:release=trixie
-- truth: dialect int-float-tostring on lua53 lua54
-- why: two causes on different engines: the version number of trixie's LuaJIT, and the text of a float on 5.3+.
local number = jit and jit.version_num or 20100
local gold = 12
print('half: ' .. gold / 2)
print('build ' .. string.format('%d', number))
return gold
