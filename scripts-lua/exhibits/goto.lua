-- expect: difference lua51
-- goto came with Lua 5.2 and LuaJIT took it over; for the 5.1 parser it is an
-- ordinary name, and the statement a syntax error.

local counted = 0
for _, item in ipairs({ 'sword', 'dust', 'ruby', 'dust', 'rope' }) do
  if item == 'dust' then goto continue end
  counted = counted + 1
  print('kept the ' .. item)
  ::continue::
end

return counted
