-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next: "the order in which the indices are enumerated is not specified"; the names are joined as they come.
local names, roster = {}, {}
for number = 1, 512 do names[number] = 'hero-' .. number end
for number = 1, 512 do
  local name = names[number * 7 % 512 + 1]
  roster[name] = number
end
local line = {}
for name in pairs(roster) do line[#line + 1] = name end
print(#line .. ' heroes')
return table.concat(line, ' ', 1, 40)
