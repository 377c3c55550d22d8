-- truth: dialect unpack-global on lua53 lua54
-- truth: dialect int-float-tostring on lua53 lua54
-- why: on 5.3+ the call of unpack fails and the shown half has ".0"; each alone makes the output differ.
local function half(n) return 'half ' .. n / 2 end
local ok, text = pcall(function() return half(unpack { 10 }) end)
print(ok and 'read' or 'unread')
print(half(8))
return ok
