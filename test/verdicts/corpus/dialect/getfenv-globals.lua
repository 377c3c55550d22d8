-- truth: dialect setfenv-getfenv on lua53 lua54
-- why: 5.2 manual 8.2 removes getfenv.
score = 5
local function current()
  return getfenv(1).score
end
local ok, value = pcall(current)
print(ok)
return ok and value
