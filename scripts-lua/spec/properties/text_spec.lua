local text = require 'game.text'

describe('any text', function()
  it('comes together again from its parts', function()
    for_all(gen.string({ alphabet = 'ab,.%', max = 20 }), gen.element({ ',', '.', '%', 'ab' }), function(s, separator)
      assert.are.equal(s, table.concat(text.split(s, separator), separator))
    end)
  end)

  it('keeps its words when it is wrapped, in lines that are as wide as words allow', function()
    for_all(gen.list(gen.string({ alphabet = 'xyz', min = 1, max = 9 }), { max = 15 }), gen.int(1, 20), function(words, width)
      local lines = text.wrap(table.concat(words, ' '), width)
      assert.are.equal(table.concat(words, ' '), table.concat(lines, ' '))
      for _, line in ipairs(lines) do assert.is_true(#line <= width or not line:find(' ', 1, true)) end
    end)
  end)

  it('is a bar of its width for any amount', function()
    for_all(gen.number(-50, 200), gen.int(1, 100), gen.int(0, 30), function(value, maximum, width)
      assert.are.equal(width + 2, #text.bar(value, maximum, width))
    end)
  end)
end)
