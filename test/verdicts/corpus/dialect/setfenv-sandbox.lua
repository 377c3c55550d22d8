-- truth: dialect setfenv-getfenv on lua53 lua54
-- why: 5.2 manual 8.2 removes setfenv; LuaJIT and 5.1 have it.
local function script() return name .. ' speaks' end
local actor = { name = 'Ada' }
local run = setfenv and setfenv(script, actor)
print(run and 'sandboxed' or 'not sandboxed')
return run and run() or 'silence'
