-- truth: dialect fraction-arguments on lua53 lua54
-- why: 5.3 manual 3.4.3: string.sub takes integers there; a fraction is an error.
local text = 'The goblin king awaits below'
local offset = 0
for frame = 1, 5 do
  offset = offset + 0.5
end
local shown = text:sub(1 + offset, 10)
print(shown)
return shown
