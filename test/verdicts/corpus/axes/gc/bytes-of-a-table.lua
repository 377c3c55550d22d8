-- truth: gc on native:gc=gc32 native:arch=i386
-- why: lj_obj.h: the references in GCtab are 4 or 8 bytes wide, so that an empty table takes 32 or 64 bytes.
local pool = {}
for index = 1, 20000 do pool[index] = false end
collectgarbage() collectgarbage() collectgarbage 'stop'
local before = collectgarbage 'count'
for index = 1, 20000 do pool[index] = {} end
local bytes = (collectgarbage 'count' - before) * 1024 / 20000
collectgarbage 'restart'
print(bytes < 48 and 'small entities' or 'large entities')
return #pool
