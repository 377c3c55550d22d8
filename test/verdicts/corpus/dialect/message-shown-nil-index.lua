-- truth: dialect error-message-variable-names on lua53 lua54
-- why: facts row `local t=nil; return t.x`: 5.3+ names the variable behind the value; the script prints the message.
local inventory
local function first()
  return inventory.sword
end
local ok, message = pcall(first)
print('error: ' .. message)
return ok
