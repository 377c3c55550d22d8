-- Proves that walking every branch of a tree finds the same endings in the same order.
local dialogue = require 'game.dialogue'
local tables = require 'game.tables'

local tree = dialogue.Tree([[
:: hermit
What do you seek?
-> Wisdom => riddle
-> Gold [!asked] => scorn
-> Nothing => end
:: riddle
I have cities but no houses. What am I?
-> A map => wise
-> A dream [dreamer] => wise
-> A grave => scorn
:: scorn
Fool.
~ asked = true
~ insult += 1
-> Sorry [insult <= 2] => hermit
-> Leave => end
:: wise
~ wisdom += 3
~ dreamer = true
-> More => riddle
-> Farewell => end
]])

local endings, visited, longest = {}, {}, 0
local function explore(facts, node, trail)
  longest = math.max(longest, #trail)
  visited[node] = (visited[node] or 0) + 1
  if #trail >= 6 then return end
  local probe = dialogue.Conversation(tree, tables.copy(facts))
  probe.node, probe.facts = tree.nodes[node], facts
  for position, choice in ipairs(probe:choices()) do
    local branch = tables.copy(facts)
    local talk = dialogue.Conversation(tree, {})
    talk.node, talk.facts = tree.nodes[node], branch
    local goesOn = talk:choose(position)
    local path = trail .. position
    if goesOn then
      explore(branch, choice.target, path)
    else
      endings[#endings + 1] = string.format('%s w%d i%d', path, branch.wisdom or 0, branch.insult or 0)
    end
  end
end

explore({}, tree.start, '')
print(#endings, endings[1], endings[#endings])
for node, count in tables.sortedPairs(visited) do print(node, count) end
return endings, visited, longest
