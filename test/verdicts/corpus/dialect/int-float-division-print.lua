-- truth: dialect int-float-tostring on lua53 lua54
-- why: 5.3 manual 3.4.1 and 8.1: "/" always gives a float, and a float that looks like an integer is written with ".0".
local heirs = { 'Ada', 'Brun' }
local coins = 10
local share = coins / #heirs
for _, heir in ipairs(heirs) do
  print(heir .. ' inherits ' .. share .. ' coins')
end
return #heirs
