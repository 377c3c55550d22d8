-- truth: dialect int-float-tostring on lua53 lua54
-- why: facts row `math.sqrt(16)`: the float 4.0 becomes the text "4.0", and a text is another key.
local doors = {}
for _, area in ipairs { 4, 9, 16 } do
  doors['room' .. math.sqrt(area)] = area
end
local opened = {}
for side = 2, 4 do
  opened[#opened + 1] = doors['room' .. side] or 0
end
return table.concat(opened, ',')
