-- truth: dialect format-rounding-half on lua51 lua54
-- truth: dialect rep-separator on lua51
-- why: facts rows `string.format('%.0f',0.5)` and `('x'):rep(3,',')`.
local function stars(rating)
  return ('*'):rep(4, ' ') .. string.format(' %.0f', rating)
end
print(stars(2.5))
return #stars(2.5) > 0
