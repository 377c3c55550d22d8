-- truth: agree
-- why: 5.1 manual 5.2: resuming a dead coroutine is false and "cannot resume dead coroutine" on every VM.
local scene = coroutine.create(function() return 'curtain' end)
coroutine.resume(scene)
local ok, why = coroutine.resume(scene)
print(ok, why)
return coroutine.status(scene)
