-- truth: agree
-- why: a loop with side exits on every turn; every VM counts the same.
local kinds = { 'orc', 'elf', 'orc', 'cat' }
local count = { orc = 0, elf = 0, cat = 0 }
for i = 0, 3999 do
  local kind = kinds[i % 4 + 1]
  count[kind] = count[kind] + 1
end
return count.orc, count.elf, count.cat
