-- truth: dialect format-d-fraction on lua53 lua54
-- why: facts row `string.format('%d',3.5)`; the error is caught and a default shown.
local clock = require 'stopwatch'
local ok, text = pcall(clock.show, 93.5)
if not ok then text = '--:--' end
print('lap ' .. text)
return ok
