-- truth: host on fast lua51 lua53 lua54
-- why: host.rb refuses a negative count, host.lua takes it.
local stock = 10
local function order(count)
  local ok, why = host.order('arrow', count)
  if ok then stock = stock + count end
  return why or 'ordered'
end
order(5)
order(-3)
return stock
