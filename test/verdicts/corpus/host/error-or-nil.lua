-- truth: host on fast lua51 lua53 lua54
-- why: for a hero that is not there host.lua raises an error, host.rb answers nil.
local function greet(id)
  local ok, name = pcall(host.hero, id)
  if not ok then return 'hero list is broken' end
  return name and 'hello ' .. name or 'nobody there'
end
print(greet(1))
return greet(9)
