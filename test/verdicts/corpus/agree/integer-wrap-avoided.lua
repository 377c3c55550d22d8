-- truth: agree
-- why: the product stays below 2^31, so all kinds of number hold it.
local function hash(text)
  local h = 7
  for i = 1, #text do h = (h * 31 + text:byte(i)) % 65521 end
  return h
end
print(hash('goblin'), hash('Goblin'))
return hash('')
