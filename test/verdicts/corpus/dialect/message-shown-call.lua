-- truth: dialect error-message-variable-names on lua53 lua54
-- why: facts row `local t={} t.foo()`: "attempt to call field 'foo' (a nil value)" against "attempt to call a nil value (field 'foo')".
local ai = {}
local ok, message = pcall(function() ai.think() end)
local short = message:gsub('^.-:%d+: ', '')
print(short)
return ok
