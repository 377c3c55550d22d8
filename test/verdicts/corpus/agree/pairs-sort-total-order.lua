-- truth: agree
-- why: equal levels are told apart by name, so the order of pairs does not show.
local levels = {}
for number = 1, 36 do levels['hero' .. number] = number % 3 end
local list = {}
for name, level in pairs(levels) do list[#list + 1] = { name = name, level = level } end
table.sort(list, function(a, b)
  if a.level ~= b.level then return a.level > b.level end
  return a.name < b.name
end)
return list[1].name, list[36].name
