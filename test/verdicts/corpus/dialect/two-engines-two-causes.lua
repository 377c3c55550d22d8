-- truth: dialect load-string on lua51
-- truth: dialect setfenv-getfenv on lua53 lua54
-- why: 5.1's load takes no strings; 5.3+ has no setfenv.
local ok, chunk = pcall(load, 'return hp')
print(ok and chunk and 'loaded' or 'not loaded')
print(setfenv and 'environments' or 'no environments')
return true
