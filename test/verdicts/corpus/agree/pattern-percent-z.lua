-- truth: agree
-- why: %z is deprecated from 5.2 on (manual 8.2), and still works.
local record = 'sword\0shield\0rope'
local parts = {}
for part in record:gmatch('[^%z]+') do parts[#parts + 1] = part end
return table.concat(parts, '+')
