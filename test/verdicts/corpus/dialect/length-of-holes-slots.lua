-- truth: dialect length-of-holes on lua51 lua53 lua54
-- why: facts row `#{1,nil,3}`: 1 on LuaJIT, 3 on the others.
local slots = { 'sword', nil, 'rope' }
local function put(item)
  slots[#slots + 1] = item
end
put('lamp')
return slots[2] or 'empty', slots[4] or 'empty'
