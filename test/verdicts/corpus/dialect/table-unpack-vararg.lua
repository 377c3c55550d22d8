-- truth: dialect table-unpack on lua53 lua54
-- why: 5.2 manual 6.5: table.unpack came with 5.2; LuaJIT (not built for 5.2) and 5.1 call nil.
local spawn = { 12, 7, 'north' }
local function place(x, y, facing)
  return facing .. x .. y
end
print('placing')
return place(table.unpack(spawn))
