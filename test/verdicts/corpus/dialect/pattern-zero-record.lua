-- truth: dialect pattern-zero on lua53 lua54
-- why: 5.2 manual 8.2: patterns may hold "\0"; before, and on LuaJIT, a pattern ends there, and here in the middle of a set.
local record = 'sword\0shield\0rope'
local items = {}
for item in record:gmatch('[^\0]+') do
  items[#items + 1] = item
end
print(#items)
return table.concat(items, '+')
