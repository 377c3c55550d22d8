-- truth: dialect math-fmod-zero on lua53 lua54
-- why: 5.3 manual 6.7: math.fmod of integers by zero is an error; C's fmod gives nan.
local wheel = { sectors = 0 }
local function sector(angle)
  return math.fmod(angle, wheel.sectors)
end
local ok, where = pcall(sector, 5)
if ok then print(where == where and 'stopped' or 'nowhere') else print('jammed') end
return ok
