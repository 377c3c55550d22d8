local dialogue = require 'game.dialogue'

local GATE = [[
:: gate
Halt, {name}!
You have {gold} gold.
~ visits += 1
-> Bribe him [gold >= 5] => bribe
-> Show the seal [seal] => inside
-> Sneak past [!seen] => caught
-> Walk away => end

:: bribe
~ gold -= 5
~ mood = generous
Very well.
-> Enter => inside

:: caught
~ seen = true
- No you don't.
-> Sorry => gate

:: inside
Welcome.
]]

describe('dialogue', function()
  describe('Tree', function()
    it('starts with its first node', function()
      assert.are.equal('gate', dialogue.Tree(GATE).start)
    end)

    local mistakes = {
      { 'text before the first node', 'Hello there', 'line 1: text before the first node' },
      { 'two nodes of one name', ':: a\n:: b\n\n:: a', 'line 4: duplicate node a' },
      { 'a choice that leads nowhere', ':: a\nHi\n-> Go => nowhere', 'line 3: no node nowhere' },
      { 'a choice without a target', ':: a\n-> Go somewhere', 'line 2: a choice needs => target' },
      { 'an operator unheard of', ':: a\n-> Go [gold => 5] => end', 'line 2: unknown operator =>' },
      { 'a condition of two words', ':: a\n-> Go [two words] => end', 'line 2: bad condition' },
      { 'half an effect', ':: a\n~ gold', 'line 2: bad effect' },
      { 'a sum of words', ':: a\n~ gold += plenty', 'line 2: not a number: plenty' },
    }
    for _, mistake in ipairs(mistakes) do
      it('finds ' .. mistake[1], function()
        assert.has_error(function() dialogue.Tree(mistake[2]) end, mistake[3])
      end)
    end
  end)

  describe('Conversation', function()
    local facts, talk

    local function labels()
      local list = {}
      for index, choice in ipairs(talk:choices()) do list[index] = choice.label end
      return list
    end

    before_each(function()
      facts = { name = 'Bran', gold = 7 }
      talk = dialogue.Conversation(dialogue.Tree(GATE), facts)
    end)

    it('joins the lines and fills in the facts', function()
      assert.are.equal('Halt, Bran! You have 7 gold.', talk:said())
    end)

    it('runs the effects of the first node', function()
      assert.are.equal(1, facts.visits)
    end)

    it('offers what the conditions allow', function()
      assert.are.same({ 'Bribe him', 'Sneak past', 'Walk away' }, labels())
      facts.gold, facts.seal, facts.seen = 4, true, true
      assert.are.same({ 'Show the seal', 'Walk away' }, labels())
    end)

    it('counts choices among those on offer', function()
      facts.gold = 0
      assert.is_true(talk:choose(1))
      assert.are.equal('caught', talk.node.id)
    end)

    it('changes the facts', function()
      talk:choose(1)
      assert.are.equal(2, facts.gold)
      assert.are.equal('generous', facts.mood)
      assert.are.equal('Very well.', talk:said())
    end)

    it('makes a fact true, not a word', function()
      talk:choose(2)
      assert.is_true(facts.seen)
    end)

    it('takes a dash for text', function()
      talk:choose(2)
      assert.are.equal('- No you don\'t.', talk:said())
    end)

    it('runs effects again when a node is entered again', function()
      talk:choose(2)
      talk:choose(1)
      assert.are.equal(2, facts.visits)
      assert.are.same({ 'Bribe him', 'Walk away' }, labels())
    end)

    it('answers nil to a choice that is not on offer', function()
      assert.is_nil(talk:choose(9))
      assert.are.equal('gate', talk.node.id)
    end)

    it('answers false when it is over', function()
      assert.is_false(talk:choose(3))
    end)

    it('offers nothing once it is over', function()
      talk:choose(3)
      assert.are.same({}, talk:choices())
      assert.is_nil(talk:choose(1))
    end)

    it('lets a fact be made false again', function()
      local tree = dialogue.Tree(':: a\n~ met = false\n-> Again [met] => a\n-> Hello [!met] => end')
      talk = dialogue.Conversation(tree, { met = true })
      assert.are.same({ 'Hello' }, labels())
    end)
  end)

  describe('conditions', function()
    local cases = {
      { 'gold >= 5', { [4] = false, [5] = true, [6] = true } },
      { 'gold <= 5', { [4] = true, [5] = true, [6] = false } },
      { 'gold = 5', { [4] = false, [5] = true, [6] = false } },
      { 'gold > 5', { [4] = false, [5] = false, [6] = true } },
      { 'gold < 5', { [4] = true, [5] = false, [6] = false } },
    }
    for _, case in ipairs(cases) do
      it('compare: ' .. case[1], function()
        local tree = dialogue.Tree(':: a\n-> Go [' .. case[1] .. '] => end')
        for gold = 4, 6 do
          local open = #dialogue.Conversation(tree, { gold = gold }):choices() == 1
          assert.are.equal(case[2][gold], open)
        end
      end)
    end

    it('take a fact nobody heard of for 0', function()
      local tree = dialogue.Tree(':: a\n-> Go [debt > -1] => end')
      assert.are.equal(1, #dialogue.Conversation(tree, {}):choices())
    end)
  end)
end)
