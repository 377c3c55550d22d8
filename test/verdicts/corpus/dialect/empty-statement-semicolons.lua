-- truth: dialect empty-statement on lua53 lua54
-- why: 5.2 manual 3.3.1 adds empty statements; LuaJIT not built for 5.2 and 5.1 refuse a lone semicolon.
local hp = 10;;
local function hurt(by) hp = hp - by; end
hurt(3);
print(hp)
return hp
