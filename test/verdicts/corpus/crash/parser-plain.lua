-- truth: crash SIGSEGV on native native:jit=off
-- truth: release
-- why: LuaJIT's predict_next reads past the variables for `in (nil):f()` (exhibit parser-crash); fixed before trixie's version.
local compile = loadstring or load
local quests = { 'return 1', 'local _ for _ in (nil):monsters() do end' }
local loaded = 0
for _, text in ipairs(quests) do
  if compile(text) then loaded = loaded + 1 end
end
print(loaded .. ' quests')
return loaded
