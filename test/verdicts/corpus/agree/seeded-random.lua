-- truth: agree
-- why: every VM has the same seeded generator (docs/configuration.md, determinism.random).
math.randomseed(42)
local rolls = {}
for i = 1, 12 do rolls[i] = math.random(6) end
print(table.concat(rolls, ' '))
return math.random(100, 200)
