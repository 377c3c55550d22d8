-- truth: dialect coroutine-isyieldable on lua51
-- why: 5.3 manual 6.2 adds coroutine.isyieldable, LuaJIT 2.1 has it; 5.1 has none.
local function canWait()
  return coroutine.isyieldable and coroutine.isyieldable() or false
end
local inside = coroutine.wrap(canWait)()
print(inside and 'can wait' or 'cannot wait')
return inside, canWait()
