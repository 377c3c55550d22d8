-- truth: dialect table-getn on lua53 lua54
-- why: 5.1 manual 7.2 deprecates table.getn but has it, as LuaJIT does; gone in 5.2.
local guild = { 'Ada', 'Brun', 'Cai' }
local function size(list)
  return table.getn(list)
end
print('guild of ' .. size(guild))
return size(guild)
