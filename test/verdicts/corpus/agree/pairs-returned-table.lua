-- truth: agree
-- why: tables are compared by content, whatever order pairs gives (docs/verdicts.md).
local scores = {}
for number = 1, 40 do scores['player' .. number] = number * 5 end
local copy = {}
for name, score in pairs(scores) do copy[name] = score + 1 end
return copy
