-- truth: crash SIGSEGV on native native:jit=off native:release=trixie
-- why: LuaJIT resumes a coroutine on the C stack, and a tower of them overflows it, in both releases; PUC's Lua counts C calls and raises an error.
local height = 0
local function climb()
  height = height + 1
  return coroutine.wrap(climb)()
end
local ok = pcall(climb)
print(ok and 'at the top' or 'fell down')
return ok
