-- truth: agree
-- why: 5.1 manual 5.1 error: the script's own message and position are the same everywhere.
local function withdraw(account, sum)
  if sum > account.gold then error('not enough gold') end
  account.gold = account.gold - sum
end
local ok, message = pcall(withdraw, { gold = 5 }, 8)
print(message)
return ok
