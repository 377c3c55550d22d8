-- truth: agree
-- why: 5.1 manual 2.5.5: any border may be given, yet for a constructor of five variables all VMs make five slots and find the same.
local function party(leader, second, third, fourth, fifth)
  return { leader, second, third, fourth, fifth }
end
local members = party('Ada', 'Brun', 'Cai', nil, 'Eda')
print('party of ' .. #members)
return members[#members]
