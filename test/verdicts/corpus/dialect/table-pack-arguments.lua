-- truth: dialect table-pack on lua53 lua54
-- why: 5.2 manual 6.5 adds table.pack; LuaJIT has it only when built for 5.2 compatibility.
local function collect(...)
  if table.pack then return table.pack(...).n end
  local kept = { ... }
  return kept[2] and 2 or 1
end
print(collect('a', nil, 'c'))
return collect(nil)
