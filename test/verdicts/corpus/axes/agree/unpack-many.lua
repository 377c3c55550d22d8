-- truth: agree
-- why: unpack gives up at LUAI_MAXCSTACK (luaconf.h, 8000) values, long before the stack of 65500 slots is full.
local values = {}
for index = 1, 9000 do values[index] = index end
local function fits(count) return (pcall(unpack, values, 1, count)) end
print(fits(7000), fits(9000))
return select('#', unpack(values, 1, 7000))
