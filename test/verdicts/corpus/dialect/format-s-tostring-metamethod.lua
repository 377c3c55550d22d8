-- truth: dialect format-s-not-string on lua51
-- why: 5.2 manual string.format: %s calls __tostring; 5.1 demands a string.
local Vector = {}
Vector.__index = Vector
Vector.__tostring = function(v) return '(' .. v.x .. '|' .. v.y .. ')' end
local function at(x, y) return setmetatable({ x = x, y = y }, Vector) end
local ok, text = pcall(string.format, 'spawn at %s', at(1, 2))
print(ok)
return ok and text
