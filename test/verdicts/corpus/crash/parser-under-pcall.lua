-- truth: crash SIGSEGV on native native:jit=off
-- truth: release
-- why: exhibit parser-crash: a pcall does not help when the process goes down.
local compile = loadstring or load
local function mod(text)
  local ok, chunk = pcall(compile, text, '=mod')
  return ok and type(chunk)
end
print(mod('return {}'))
return mod('local spawn for spawn in (nil):points(3) do print(spawn) end')
