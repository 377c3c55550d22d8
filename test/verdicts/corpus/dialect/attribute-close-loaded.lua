-- truth: dialect attribute-const on lua54
-- why: 5.4 manual 3.3.8: to-be-closed variables only compile there.
local compile = loadstring or load
local chunk = compile('local door <close> = setmetatable({}, { __close = function() end }) return 1')
print(chunk and 'closing doors by scope' or 'closing doors by hand')
return chunk ~= nil
