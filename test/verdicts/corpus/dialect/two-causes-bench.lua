-- truth: dialect table-insert-position on lua53 lua54
-- truth: dialect table-getn on lua53 lua54
-- why: 5.2 manual: positions are checked; table.getn is gone. Two calls, each caught.
local bench = { 'Ada', 'Brun' }
local seated = pcall(table.insert, bench, 5, 'Cai')
local counted = pcall(function() return table.getn(bench) end)
print(seated and 'seated' or 'no seat')
print(counted and 'counted' or 'uncounted')
return true
