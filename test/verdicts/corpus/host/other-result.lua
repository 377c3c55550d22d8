-- truth: host on fast lua51 lua53 lua54
-- why: host.lua pays 100 coins, host.rb 90.
local purse = 20
local function pay() purse = purse + host.wage('guard') end
pay()
pay()
print('the guard has ' .. purse)
return purse
