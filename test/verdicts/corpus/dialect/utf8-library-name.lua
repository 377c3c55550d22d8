-- truth: dialect utf8-library on lua53 lua54
-- why: 5.3 manual 6.5 adds utf8; the others have no such global.
local function letters(name)
  return utf8 and utf8.len(name) or #name
end
local hero = 'Åsa'
print(letters(hero) .. ' letters')
return letters(hero)
