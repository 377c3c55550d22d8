-- truth: dialect table-insert-position on lua53 lua54
-- why: facts row `table.insert({1,2},9,'x')`: from 5.2 on the position must be within the list; the fast VM does as LuaJIT.
local turns = { 'Ada', 'Brun' }
local function delay(who, by)
  table.insert(turns, by, who)
end
local ok = pcall(delay, 'Cai', 9)
print(ok and 'delayed' or 'refused')
return turns[9]
