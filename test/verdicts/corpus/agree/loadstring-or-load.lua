-- truth: agree
-- why: 5.2 manual 8.2: one of the two takes a text on every VM.
local compile = loadstring or load
local formula = compile('local str, dex = ... return str * 2 + dex')
print(formula(3, 4))
return compile('return +') == nil
