-- truth: agree
-- why: math.floor gives a number that %d takes everywhere.
local damage = 15 / 4
local line = string.format('the axe hits for %d', math.floor(damage))
print(line)
return line
