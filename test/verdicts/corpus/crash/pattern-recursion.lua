-- truth: crash on lua51
-- why: 5.1's lstrlib has no limit to the depth of its recursion in patterns (MAXCCALLS came with 5.2), so the C stack of the VM overflows.
local fence = ('a?'):rep(60000)
local text = ('a'):rep(60000)
local ok, from = pcall(string.find, text, '^' .. fence .. '$')
print(ok and 'matched' or 'too complex')
return ok
