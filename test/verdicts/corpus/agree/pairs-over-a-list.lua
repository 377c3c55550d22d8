-- truth: agree
-- why: every VM goes over a list without holes from 1 up, though the manual (5.1, next) does not promise it.
local path = {}
for step = 1, 20 do path[step] = step * 3 % 7 end
local shown = {}
for _, tile in pairs(path) do shown[#shown + 1] = tile end
return table.concat(shown, '-')
