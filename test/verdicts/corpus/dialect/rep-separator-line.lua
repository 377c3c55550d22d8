-- truth: dialect rep-separator on lua51
-- why: facts row `('x'):rep(3,',')`: the separator came with 5.2; 5.1 ignores it.
local function row(cell, count)
  return '|' .. cell:rep(count, '|') .. '|'
end
for count = 1, 3 do print(row('#', count)) end
return row('.', 4)
