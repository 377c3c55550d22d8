-- truth: dialect module-function on lua53 lua54
-- why: 5.2 manual 8.2 deprecates module; not there in 5.3 and 5.4 as built here.
local ok = pcall(require, 'legacy_dice')
print(ok and 'dice loaded' or 'no dice')
return ok and legacy_dice.sides or 0
