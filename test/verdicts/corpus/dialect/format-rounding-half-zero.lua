-- truth: dialect format-rounding-half on lua51 lua54
-- why: facts row `string.format('%.0f',0.5)`: 1 on LuaJIT and fengari, 0 in C.
local chances = { 0.5, 0.25, 0.75 }
local shown = {}
for i, chance in ipairs(chances) do
  shown[i] = string.format('%.0f', chance)
end
return table.concat(shown, ' ')
