-- truth: dialect table-maxn on lua53 lua54
-- why: 5.1 manual 5.5 table.maxn, on LuaJIT, too; deprecated in 5.2 and gone in 5.3.
local shelf = { [1] = 'potion', [7] = 'scroll' }
local last = table.maxn(shelf)
print('last slot ' .. last)
return last
