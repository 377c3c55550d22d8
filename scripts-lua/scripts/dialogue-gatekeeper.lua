-- Proves a conversation with conditions, effects and filled-in names.
local dialogue = require 'game.dialogue'

local tree = dialogue.Tree([[
:: gate
Halt, {name}! The gate is shut after dark.
You look {mood} tonight.
~ visits += 1
-> Bribe him [gold >= 5] => bribe
-> Show the seal [seal] => salute
-> Ask about the road => road
-> Threaten him [!seal] => fight
-> Walk away => end

:: bribe
Five coins? For {name}, always. That leaves you {gold}.
~ gold -= 5
~ mood = generous
-> Thank him => gate
-> Go through => end

:: road
Wolves. I have heard {unheard} of them.
-> Back => gate

:: salute
My lord! I did not know you.
~ mood = noble
-> Go through => end

:: fight
The gatekeeper calls {guards} guards.
~ guards += 2
-> Run => gate
-> Fight [guards < 4] => end
]])

local function converse(facts, script)
  local talk, transcript = dialogue.Conversation(tree, facts), {}
  for _, position in ipairs(script) do
    if not talk.node then break end
    local choice = talk:choices()[position]
    transcript[#transcript + 1] = talk:said()
    transcript[#transcript + 1] = '> ' .. (choice and choice.label or ('(no choice ' .. position .. ')'))
    talk:choose(position)
  end
  print(table.concat(transcript, '\n'))
  return transcript, talk.node and talk.node.id
end

local wanderer = { name = 'Wren', mood = 'tired', gold = 12 }
local first, left = converse(wanderer, { 2, 1, 3, 1, 1, 1, 9, 1, 2 })
local noble = { name = 'Lady Ysolde', mood = 'cold', gold = 0, seal = true }
local second, stayed = converse(noble, { 2, 1, 5, 1 })
return first, left, wanderer, second, stayed, noble
