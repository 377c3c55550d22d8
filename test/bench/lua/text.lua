-- Strings: formatting, joining, patterns.
local lines = {}
for i = 1, 60000 do lines[#lines + 1] = ('item %d of %s costs %.2f'):format(i, 'the bag', i / 7) end
local text = table.concat(lines, '\n')
local digits = 0
for number in text:gmatch('%d+') do digits = digits + #number end
local changed, times = text:upper():gsub('ITEM', 'thing')

return digits, times, #changed
