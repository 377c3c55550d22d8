-- truth: dialect bit-library on lua51 lua53 lua54
-- why: LuaJIT extensions page: bit.* is built in; no PUC Lua has it.
local FLAG = { burning = 1, wet = 2, frozen = 4 }
local state = 0
local function set(flag) state = bit.bor(state, FLAG[flag]) end
set('burning')
set('frozen')
print(bit.band(state, FLAG.frozen) ~= 0)
return state
