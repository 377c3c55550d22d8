-- truth: dialect table-functions-metamethods on lua53 lua54
-- why: 5.3 manual 8.2: the table library respects metamethods; before, it reads raw.
local defaults = { 'fire', 'ice', 'storm' }
local spells = setmetatable({ 'light' }, { __index = defaults })
local function list(from, to)
  return table.concat(spells, ' ', from, to)
end
local ok, text = pcall(list, 1, 3)
print(ok and text or 'no list')
return ok
