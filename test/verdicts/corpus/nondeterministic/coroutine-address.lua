-- truth: nondeterministic on *
-- why: 5.1 manual 5.1 tostring: a thread is shown by its address, here in an error message.
local function scene() coroutine.yield('waiting') end
local co = coroutine.create(scene)
local _, state = coroutine.resume(co)
local ok, message = pcall(function()
  error('scene ' .. tostring(co) .. ' is still ' .. state, 0)
end)
print(ok)
return message
