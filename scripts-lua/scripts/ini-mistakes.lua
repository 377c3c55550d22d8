-- Proves that every malformed line is refused with its number and reason.
local ini = require 'game.ini'

local sources = {
  '[video\n',
  '\n\nvolume\n',
  'a = 1\nb = 2\na = 3',
  'name = "unfinished',
  'name = "bad \\q escape"',
  '[]\n',
  '[ok]\n = 5',
  '# only a comment',
  'list = 1, "x, 2',
  '[a]\nx = 1\n[b]\nx = 1\n[a]\nx = 2',
  'spaced key = 1',
  '',
}

local results = {}
for index, source in ipairs(sources) do
  local ok, problem = pcall(ini.parse, source)
  results[index] = ok and 'fine' or string.format('%d: %s', problem.line, problem.message)
  print(index, results[index])
end
return results
