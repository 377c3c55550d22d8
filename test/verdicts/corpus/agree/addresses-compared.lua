-- truth: agree
-- why: addresses are compared and never shown.
local a, b = { name = 'orc' }, { name = 'orc' }
local function id(object) return tostring(object) end
print(id(a) == id(a), id(a) == id(b))
return #id(a) > 6
