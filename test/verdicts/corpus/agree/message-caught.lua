-- truth: agree
-- why: facts row `undefinedfn()`: the messages differ, but nobody sees them.
local function cast(spell) return spell.power.amount end
local failed = 0
for _, spell in ipairs { { power = { amount = 3 } }, {}, { power = {} } } do
  if not pcall(cast, spell) then failed = failed + 1 end
end
print(failed .. ' spell fizzled')
return failed
