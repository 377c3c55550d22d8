-- truth: dialect pcall-yield on lua51
-- why: 5.2 manual 8: pcall is yieldable, in LuaJIT's fully resumable VM, too; 5.1 cannot yield across it.
local function step()
  local ok, answer = pcall(function() return coroutine.yield('wait') end)
  return ok and answer or 'broken'
end
local scene = coroutine.wrap(step)
print((scene()) == 'wait')
return pcall(scene, 'go on')
