-- truth: gc on native:gc=gc32 native:arch=i386
-- why: with 248 arguments a call needs 249 slots and one more under LJ_FR2, while lj_parse.c wants fewer than LJ_MAX_SLOTS (250).
local fields = {}
for index = 1, 248 do fields[index] = tostring(index) end
local source = 'record(' .. table.concat(fields, ', ') .. ')'
local chunk, problem = loadstring(source, '=save')
if not chunk then
  print('slow loader: ' .. problem:gsub('^save:1: ', ''))
  return 'slow'
end
print('fast loader')
return 'fast'
