-- truth: dialect coroutine-close on lua54
-- why: 5.4 manual 6.2 adds coroutine.close; nil everywhere else.
local scene = coroutine.create(function() coroutine.yield() end)
coroutine.resume(scene)
local ended = coroutine.close and coroutine.close(scene)
print(coroutine.status(scene))
return ended or false
