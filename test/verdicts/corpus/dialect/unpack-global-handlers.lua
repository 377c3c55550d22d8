-- truth: dialect unpack-global on lua53 lua54
-- why: 5.2 manual 8.2: the global is nil there, and the pcall hides it.
local events = require 'events'
local got
events.on('hit', function(who, damage) got = who .. damage end)
local ok = pcall(events.replay, { { 'hit', 'orc', 5 } })
print(ok and got or 'replay failed')
return ok
