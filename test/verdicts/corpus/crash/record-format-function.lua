-- truth: crash SIGSEGV on native
-- truth: jit
-- why: exhibit record-crash, the hot loop being around a function that formats.
local percent = ('%'):rep(60000)
local function stars() return #string.format(percent) end
local total = 0
for _ = 1, 200 do
  total = total + stars()
end
print('counted')
return total
