-- truth: host on fast lua51 lua53 lua54
-- why: the wages differ (100 and 90) and are only written to the host's record: host calls are compared with their results.
local payments = 0
for _ = 1, 3 do
  host.wage('cook')
  payments = payments + 1
end
print(payments .. ' payments')
return payments
