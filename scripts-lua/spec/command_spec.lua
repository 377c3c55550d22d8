local command = require 'game.command'

describe('command.parse', function()
  local understood = {
    ['look'] = { verb = 'look' },
    ['l'] = { verb = 'look' },
    ['TAKE Torch!'] = { verb = 'take', object = 'torch' },
    ['take the old   key'] = { verb = 'take', object = 'old key' },
    ['n'] = { verb = 'go', direction = 'north' },
    ['up'] = { verb = 'go', direction = 'up' },
    ['go west.'] = { verb = 'go', direction = 'west' },
    ['drop 3 torches'] = { verb = 'drop', count = 3, object = 'torches' },
    ['drop ten arrows'] = { verb = 'drop', count = 10, object = 'arrows' },
    ['drop all'] = { verb = 'drop', count = 'all' },
    ['put 3 gold coins in \'old chest\''] =
      { verb = 'put', count = 3, object = 'gold coins', preposition = 'in', target = 'old chest' },
    ['hit the wolf with a sword'] =
      { verb = 'attack', object = 'wolf', preposition = 'with', target = 'sword' },
    ['look at the well'] = { verb = 'look', preposition = 'at', target = 'well' },
    ['give bread to boy from town'] =
      { verb = 'give', object = 'bread', preposition = 'to', target = 'boy from town' },
    ['use room 12 key'] = { verb = 'use', object = 'room 12 key' },
    ['say \'Open the Gate\''] = { verb = 'say', object = 'Open the Gate' },
    ['say \'in\''] = { verb = 'say', object = 'in' },
    ['take \'2\''] = { verb = 'take', object = '2' },
  }

  local lines = {}
  for line in pairs(understood) do lines[#lines + 1] = line end
  table.sort(lines)

  for _, line in ipairs(lines) do
    it('understands: ' .. line, function()
      assert.are.same(understood[line], command.parse(line))
    end)
  end

  describe('tells the player', function()
    local refused = {
      { '', 'say something' },
      { ' ?! ', 'say something' },
      { 'dance wildly', 'I do not know how to dance' },
      { 'say \'hello', 'a quotation is never closed' },
      { 'go', 'go where?' },
      { 'go home', 'go where?' },
      { 'put bread in', 'in what?' },
      { 'look at the', 'at what?' },
    }
    for _, case in ipairs(refused) do
      local line, answer = case[1], case[2]
      it(string.format('"%s" when the line is "%s"', answer, line), function()
        local result, problem = command.parse(line)
        assert.is_nil(result)
        assert.are.equal(answer, problem)
      end)
    end
  end)
end)
