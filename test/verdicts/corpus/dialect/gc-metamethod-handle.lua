-- truth: dialect gc-metamethod on lua54
-- why: 5.2 manual 2.5.1: __gc works for tables from 5.2 on, not on LuaJIT and 5.1; fengari has no collector of its own.
local closed = 0
do
  local handle = setmetatable({}, { __gc = function() closed = closed + 1 end })
  handle = nil
end
pcall(collectgarbage)
pcall(collectgarbage)
print('closed ' .. closed)
return closed
