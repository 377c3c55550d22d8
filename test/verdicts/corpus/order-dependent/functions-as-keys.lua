-- truth: order-dependent on *
-- why: 5.1 manual 5.1 next: listeners are keys by their address, in no order.
local listeners, calls = {}, {}
local made = {}
for number = 1, 64 do
  made[number] = function() calls[#calls + 1] = number end
end
for number = 1, 64 do listeners[made[number * 5 % 64 + 1]] = true end
for listener in pairs(listeners) do listener() end
print(#calls .. ' heard it')
return table.concat(calls, ' ')
