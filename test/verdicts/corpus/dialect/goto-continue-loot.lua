-- truth: dialect goto-statement on lua51
-- why: 5.2 manual 3.3.4 adds goto, LuaJIT has it; for 5.1 it is a syntax error.
local kept = {}
for _, item in ipairs { 'ruby', 'dust', 'rope' } do
  if item == 'dust' then goto continue end
  kept[#kept + 1] = item
  ::continue::
end
print(table.concat(kept, ', '))
return #kept
