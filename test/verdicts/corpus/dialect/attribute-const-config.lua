-- truth: dialect attribute-const on lua54
-- why: 5.4 manual 3.3.7 adds <const>; a syntax error everywhere else.
local MAX_LEVEL <const> = 60
local function cap(level)
  return level > MAX_LEVEL and MAX_LEVEL or level
end
print(cap(72))
return cap(12)
