-- truth: dialect table-move on lua51
-- why: 5.3 manual 6.6 adds table.move and LuaJIT 2.1 took it over (extensions page); 5.1 has none.
local queue = { 'a', 'b', 'c', 'd' }
local function dropFirst(list)
  table.move(list, 2, #list, 1)
  list[#list] = nil
end
dropFirst(queue)
print(table.concat(queue, ' '))
return #queue
