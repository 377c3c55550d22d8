-- truth: dialect fraction-arguments on lua53 lua54
-- why: 5.3 manual 3.4.3: a float argument with a fraction has no integer representation; before, it was cut off.
local function bar(fraction)
  local filled = fraction * 5
  return ('#'):rep(filled)
end
print(bar(1))
print(bar(0.5))
return #bar(0.5)
