-- truth: gc on native:gc=gc32 native:arch=i386
-- why: lj_parse.c reserves a slot more before the arguments of a call under LJ_FR2, and a function has 250 slots (lj_def.h, LJ_MAX_SLOTS).
local most = 0
for count = 200, 260 do
  local chunk = loadstring('return f(' .. ('1,'):rep(count - 1) .. '1) + 0')
  if not chunk then break end
  most = count
end
print('items in one call: ' .. most)
return most > 200
