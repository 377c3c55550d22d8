-- Proves that a writer's mistakes are reported with their line.
local dialogue = require 'game.dialogue'

local mistakes = {
  'Hello there',
  ':: a\nHi\n-> Go => nowhere',
  ':: a\n:: b\n\n:: a',
  ':: a\n-> Go somewhere',
  ':: a\n-> Go [gold => 5] => end',
  ':: a\n-> Go [gold == 5] => end',
  ':: a\n-> Go [two words] => end',
  ':: a\n~ gold',
  ':: a\n~ gold += plenty',
  ':: a\n~ gold = plenty\n-> Go [gold] => end',
}

local reports = {}
for index, source in ipairs(mistakes) do
  local ok, problem = pcall(dialogue.Tree, source)
  reports[index] = ok and 'accepted' or problem
  print(index, reports[index])
  host.log(ok and 'info' or 'error', tostring(reports[index]))
end
return reports
