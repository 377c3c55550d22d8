-- truth: dialect break-in-middle on lua53 lua54
-- why: 5.2 manual 8.1: break may stand in the middle of a block; LuaJIT not built for 5.2 and 5.1 want it last.
local compile = loadstring or load
local search = compile([[
  local n = 0
  while true do
    n = n + 1
    break
    n = n + 100
  end
  return n
]])
print(search and 'searching' or 'cannot search')
return search and search() or 0
