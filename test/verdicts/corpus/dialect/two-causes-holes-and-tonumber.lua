-- truth: dialect length-of-holes on lua51 lua53 lua54
-- truth: dialect tonumber-inf-nan on lua53 lua54
-- why: facts rows `#{1,nil,3}` and `tonumber('inf')`, each on a line of its own.
local limits = { '10', nil, 'inf' }
print(#limits .. ' limits')
local top = tonumber(limits[3])
print(top and 'no limit' or 'bad limit')
return true
