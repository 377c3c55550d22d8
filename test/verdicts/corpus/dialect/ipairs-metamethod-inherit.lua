-- truth: dialect ipairs-metamethod on lua53 lua54
-- why: 5.3 manual 8.2: ipairs respects metamethods (__index); before, it reads raw.
local base = { 'jump', 'run' }
local skills = setmetatable({}, { __index = base })
local names = {}
for i, name in ipairs(skills) do names[i] = name end
print(#names .. ' skills')
return table.concat(names, ',')
