-- truth: dialect integer-modulo-zero on lua53 lua54
-- why: 5.3 manual 3.4.1, facts row `1%0`: only integers of 5.3+ raise an error.
local grid = { width = 0 }
local function column(index)
  return index % grid.width
end
local ok = pcall(column, 5)
print('wrapped: ' .. tostring(ok))
return ok
