-- truth: dialect math-functions on lua53 lua54
-- why: 5.3 manual 8.2 deprecates math.pow; builds without compatibility do not have it, LuaJIT has.
local function experience(level)
  return math.floor(math.pow(level, 1.5) * 100)
end
local ok, needed = pcall(experience, 4)
print(ok)
return ok and needed == 800
