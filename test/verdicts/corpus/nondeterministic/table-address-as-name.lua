-- truth: nondeterministic on *
-- why: 5.1 manual 5.1 tostring: the text of a table is its address, another one in every process.
local Orc = {}
Orc.__index = Orc
local orc = setmetatable({ hp = 12 }, Orc)
orc.hp = orc.hp - 5
print('hit ' .. tostring(orc) .. ', ' .. orc.hp .. ' left')
return orc.hp
