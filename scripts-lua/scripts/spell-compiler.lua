-- Proves that spells compiled from generated Lua behave like hand-written ones.
local text = require 'game.text'

local load = loadstring or load

local SPELLS = {
  { name = 'fireball', steps = { 'harm 12 target', 'harm 4 caster', 'say boom' } },
  { name = 'mend', steps = { 'heal 9 caster', 'say better' } },
  { name = 'drain', steps = { 'harm 5 target', 'heal 5 caster', 'harm 5 target', 'heal 5 caster' } },
  { name = 'broken', steps = { 'harm lots target' } },
}

local TEMPLATES = {
  harm = '%s.health = math.max(0, %s.health - %d)',
  heal = '%s.health = math.min(%s.maximum, %s.health + %d)',
}

local function translate(step)
  local verb, amount, who = step:match('^(%a+) (%d+) (%a+)$')
  if verb == 'harm' then return TEMPLATES.harm:format(who, who, tonumber(amount)) end
  if verb == 'heal' then return TEMPLATES.heal:format(who, who, who, tonumber(amount)) end
  local words = step:match('^say (.+)$')
  if words then return string.format('say(%q)', words) end
  return step
end

local function compile(spell)
  local lines = { 'local caster, target, say = ...' }
  for index, step in ipairs(spell.steps) do lines[index + 1] = translate(step) end
  lines[#lines + 1] = 'return caster.health, target.health'
  return load(table.concat(lines, '\n'), '=' .. spell.name)
end

local results, said = {}, {}
for index, spell in ipairs(SPELLS) do
  local cast = compile(spell)
  local caster, target = { health = 10, maximum = 15 }, { health = 14, maximum = 20 }
  if cast then
    local mine, theirs = cast(caster, target, function(words) said[#said + 1] = words end)
    results[index] = { name = spell.name, mine = mine, theirs = theirs }
    print(spell.name, text.bar(mine, 15, 15), text.bar(theirs, 20, 20))
  else
    results[index] = { name = spell.name, failed = true }
    print(spell.name .. ' fizzles')
  end
end
return results, said
