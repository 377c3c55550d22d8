local ini = require 'game.ini'

local function value(source)
  return ini.parse('key = ' .. source)['']['key']
end

describe('ini', function()
  describe('values', function()
    local cases = {
      { 'true', true }, { 'yes', true }, { 'false', false }, { 'no', false },
      { '12', 12 }, { '-3', -3 }, { '0.5', 0.5 }, { '-2.25', -2.25 },
      { 'plain words', 'plain words' }, { '1e5', '1e5' }, { '12 coins', '12 coins' }, { '', '' },
      { '"quoted"', 'quoted' }, { '" kept "', ' kept ' }, { '"a \\"b\\" c"', 'a "b" c' },
      { '"one\\ntwo\\t\\\\"', 'one\ntwo\t\\' }, { '"; no # comment"', '; no # comment' },
      { '"true"', 'true' }, { '"7"', '7' },
    }
    for _, case in ipairs(cases) do
      it(string.format('reads %s as a %s', case[1] == '' and 'nothing' or case[1], type(case[2])), function()
        assert.are.equal(case[2], value(case[1]))
      end)
    end

    it('are lists where there are commas', function()
      assert.are.same({ 1, 'two', true }, value('1, two, yes'))
    end)

    it('are not split at commas inside quotes', function()
      assert.are.same({ 'a, b', 'c' }, value('"a, b", c'))
      assert.are.equal('a, b', value('"a, b"'))
    end)
  end)

  describe('parse', function()
    it('sorts keys into sections', function()
      local document = ini.parse('top = 1\n[video]\nwidth = 800\n[ sound.music ]\non = no\n')
      assert.are.same({ [''] = { top = 1 }, video = { width = 800 }, ['sound.music'] = { on = false } }, document)
    end)

    it('joins the parts of a section', function()
      assert.are.same({ a = { x = 1, y = 2 }, b = {} }, ini.parse('[a]\nx=1\n[b]\n[a]\ny=2'))
    end)

    it('skips comments and blank lines', function()
      assert.are.same({ [''] = { a = 1 } }, ini.parse('; one\n\n# two\na = 1 ; three\n'))
    end)

    it('reads lines that end the Windows way', function()
      assert.are.same({ s = { a = 'x' } }, ini.parse('[s]\r\na = x\r\n'))
    end)

    it('finds nothing in nothing', function()
      assert.are.same({}, ini.parse(''))
    end)

    local mistakes = {
      { 'a header that is not closed', '[video\nx = 1', 1, 'bad section header' },
      { 'a header with a space', 'x = 1\n[my video]', 2, 'bad section header' },
      { 'a line without a value', '[a]\n\njust words', 3, 'expected key = value' },
      { 'a key said twice', '[a]\nx = 1\nx = 2', 3, 'duplicate key x' },
      { 'a false key said twice', 'x = no\nx = yes', 2, 'duplicate key x' },
      { 'a string that is not closed', 'x = "abc', 1, 'unfinished string' },
      { 'a string whose last quote is escaped', 'x = "abc\\"', 1, 'unfinished string' },
      { 'two strings side by side', 'x = "a" "b"', 1, 'unfinished string' },
      { 'an escape unheard of', 'x = "\\q"', 1, 'bad escape' },
    }
    for _, mistake in ipairs(mistakes) do
      it('reports ' .. mistake[1], function()
        assert.has_error(function() ini.parse(mistake[2]) end,
          { code = 'ini', line = mistake[3], message = mistake[4] })
      end)
    end
  end)

  describe('format', function()
    it('writes sections and keys in order', function()
      local document = { video = { width = 800, fps = 59.94 }, [''] = { zoom = 2 }, audio = { on = true } }
      assert.are.equal('zoom = 2\n[audio]\non = true\n[video]\nfps = 59.940\nwidth = 800\n', ini.format(document))
    end)

    it('quotes every string', function()
      assert.are.equal('a = "true"\nb = "say \\"hi\\"\\n"\n', ini.format({ [''] = { a = 'true', b = 'say "hi"\n' } }))
    end)

    it('writes what parse reads back', function()
      local document = { [''] = { list = { 1, 'a, b', false } }, deep = { text = '\t\\"', size = -0.125 } }
      assert.are.same(document, ini.parse(ini.format(document)))
    end)
  end)
end)
