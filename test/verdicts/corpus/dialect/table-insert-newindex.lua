-- truth: dialect table-functions-metamethods on lua53 lua54
-- why: 5.3 manual 8.2: table.insert calls __newindex there, raw before.
local seen = {}
local log = setmetatable({}, {
  __newindex = function(t, k, v)
    seen[#seen + 1] = v
    rawset(t, k, v)
  end,
})
table.insert(log, 'door opened')
table.insert(log, 'trap sprung')
print(#log .. ' entries')
return #seen
