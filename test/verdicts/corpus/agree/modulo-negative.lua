-- truth: agree
-- why: 5.1 manual 2.5.1: the modulo has the sign of the divisor on every VM.
local function wrap(x, width) return (x - 1) % width + 1 end
local tiles = {}
for x = -3, 3 do tiles[#tiles + 1] = wrap(x, 5) end
return table.concat(tiles, ' ')
