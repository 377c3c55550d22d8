-- truth: dialect pattern-class-g on lua51
-- why: 5.2 manual 6.4.1 adds %g (printable but space); 5.1 takes it for the letter g. LuaJIT has it.
local function clean(name)
  return (name:gsub('[^%g ]', ''))
end
local raw = 'Sir\tGawain\1 the Great'
local name = clean(raw)
print(name)
return #name
