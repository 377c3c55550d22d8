-- truth: dialect format-32-bits on lua51 lua53
-- why: facts row `string.format('%d',2^40)`: -2147483648 where C's long has 32 bits, an error where integers have.
local bank = { balance = 2 ^ 40 }
local function statement(account)
  return ('balance: %d gold'):format(account.balance)
end
print(statement(bank))
return bank.balance > 0
