-- truth: crash SIGSEGV on native native:jit=off
-- truth: release
-- why: exhibit parser-crash, in a module: requiring it compiles it.
local ok, quest = pcall(require, 'broken_quest')
print(ok and 'quest loaded' or 'quest broken')
return ok and quest.name
