-- truth: dialect tostring-name on lua53 lua54
-- why: 5.3 manual 6.1 tostring: a table's __name takes the place of "table".
local Monster = { __name = 'Monster' }
local orc = setmetatable({}, Monster)
local kind = tostring(orc):match('^%a+')
print('a ' .. kind)
return kind
