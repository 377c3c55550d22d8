-- truth: dialect coroutine-running-main on lua53 lua54
-- why: 5.2 manual 6.2: coroutine.running gives the main thread and true; nil on 5.1 and LuaJIT.
local function inMainLoop()
  return coroutine.running() == nil
end
local function wait()
  if inMainLoop() then return 'busy waiting' end
  return 'yielding'
end
print(wait())
return inMainLoop()
