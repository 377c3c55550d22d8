-- truth: dialect length-of-holes on lua51 lua53 lua54
-- why: facts row `#{1,2,3,nil,5}`: any border may be given (5.2 manual 3.4.6); LuaJIT finds 3, PUC's Lua 5.
local formation = { 'Ada', 'Brun', 'Cai', nil, 'Eda' }
local function last(row)
  return row[#row]
end
print('the rear guard is ' .. last(formation))
return #formation > 4
