-- truth: dialect integer-precision on lua54
-- why: 5.3 manual 2.1: integers have 64 bits there; a double, LuaJIT's only number, cannot hold 2^53+1 (fengari reads it as a float, too).
local accounts = { 9007199254740993, 9007199254740992 }
local same = accounts[1] == accounts[2]
if same then
  print('duplicate account')
else
  print('two accounts')
end
return same
