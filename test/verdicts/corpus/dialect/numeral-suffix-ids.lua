-- truth: dialect numeral-suffix on lua51 lua53 lua54
-- why: LuaJIT extensions page (FFI): 42LL is a 64-bit numeral; for the others the numeral is malformed.
local compile = loadstring or load
local chunk = compile('return 9007199254740993LL')
print(chunk and 'wide ids' or 'narrow ids')
return chunk ~= nil
