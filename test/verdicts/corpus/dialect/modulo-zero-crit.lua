-- truth: dialect integer-modulo-zero on lua53 lua54
-- why: facts row `5%0`: nan on LuaJIT, on 5.3+ the error "attempt to perform 'n%%0'".
local function isCritical(turn, every)
  return turn % every == 0
end
local weapons = { { name = 'dagger', every = 3 }, { name = 'club', every = 0 } }
local hits = 0
for turn = 1, 6 do
  for _, weapon in ipairs(weapons) do
    if isCritical(turn, weapon.every) then hits = hits + 1 end
  end
end
print(hits .. ' critical hits')
return hits
