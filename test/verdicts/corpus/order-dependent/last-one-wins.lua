-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next: of aliases for one slot, the one that pairs gives last stays.
local names, aliases = {}, {}
for number = 1, 512 do names[number] = 'alias' .. number end
for number = 1, 512 do aliases[names[number * 7 % 512 + 1]] = 'slot' .. number % 2 end
local bySlot = {}
for alias, slot in pairs(aliases) do bySlot[slot] = alias end
local ok, text = pcall(function() return bySlot.slot0 .. ' ' .. bySlot.slot1 end)
print(ok)
return text
