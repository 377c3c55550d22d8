-- truth: agree
-- why: 5.1 manual 5.1 error: any value can be one, and comes back as it is.
local function open(door)
  if door.locked then error({ code = 'locked', key = door.key }) end
end
local ok, problem = pcall(open, { locked = true, key = 'iron' })
print(ok, problem.code)
return problem
