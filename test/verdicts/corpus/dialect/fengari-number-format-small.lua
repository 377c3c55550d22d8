-- truth: dialect fengari-number-format on lua53
-- why: facts row `1e-5`: fengari writes numbers as JavaScript does, 0.00001 where C has 1e-05.
local drops = { { 'ruby', 0.5 }, { 'crown', 0.00001 } }
for _, drop in ipairs(drops) do
  print(drop[1] .. ' ' .. drop[2])
end
return #drops
