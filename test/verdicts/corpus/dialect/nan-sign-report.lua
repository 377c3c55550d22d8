-- truth: dialect nan-sign on lua51 lua53 lua54
-- why: facts row `0/0`: "nan" on LuaJIT, "-nan" in C's printf for the NaN of x86 and WebAssembly, "NaN" in fengari.
local kills, deaths = 0, 0
local ratio = kills / deaths
print('player joined')
print('kill ratio: ' .. tostring(ratio))
return ratio == ratio
