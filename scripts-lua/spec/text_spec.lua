local text = require 'game.text'

local function check(name, cases)
  describe(name, function()
    for index, case in ipairs(cases) do
      local expected = case[#case]
      it(string.format('case %d gives %s', index, (tostring(expected):gsub('%c', ' '))), function()
        if #case == 2 then
          assert.are.equal(expected, text[name](case[1]))
        elseif #case == 3 then
          assert.are.equal(expected, text[name](case[1], case[2]))
        else
          assert.are.equal(expected, text[name](case[1], case[2], case[3]))
        end
      end)
    end
  end)
end

describe('text', function()
  check('integer', {
    { 5, '5' }, { 5.9, '5' }, { -0.0, '0' }, { -5, '-5' }, { -5.5, '-6' }, { 2147483648, '2147483648' },
    { 9007199254740991, '9007199254740991' },
  })

  check('fixed', {
    { 3.14159, 2, '3.14' }, { 2.5, 0, '3' }, { -2.5, 0, '-3' }, { 0.125, 2, '0.13' }, { 0.9996, 3, '1.000' },
    { -0.0001, 3, '0.000' }, { 7, 1, '7.0' }, { 3.75, 2, '3.75' }, { 12.05, 3, '12.050' },
  })

  check('signed', { { 5, '+5' }, { -5, '-5' }, { 0, '+0' } })

  check('trim', { { '  a b\t\n', 'a b' }, { '', '' }, { ' \t ', '' }, { 'a', 'a' } })

  check('padRight', { { 'ab', 4, 'ab  ' }, { 'abcd', 4, 'abcd' }, { 'abcde', 4, 'abcde' } })

  check('padLeft', { { 'ab', 4, '  ab' }, { 'abcde', 4, 'abcde' } })

  check('plural', {
    { 1, 'wolf', '1 wolf' }, { 2, 'rat', '2 rats' }, { 0, 'rat', '0 rats' }, { 3, 'berry', '3 berries' },
    { 3, 'key', '3 keys' }, { 2, 'torch', '2 torches' }, { 2, 'fox', '2 foxes' }, { 2, 'brush', '2 brushes' },
  })

  check('bar', {
    { 5, 10, 10, '[#####.....]' }, { 0, 10, 4, '[....]' }, { 10, 10, 4, '[####]' }, { -3, 10, 4, '[....]' },
    { 15, 10, 4, '[####]' }, { 1, 100, 10, '[..........]' },
  })

  check('hex', { { '', '' }, { 'AZ', '415a' }, { '\0\n\255', '000aff' } })

  describe('split', function()
    it('keeps empty parts', function()
      assert.are.same({ 'a', '', 'b', '' }, text.split('a,,b,', ','))
      assert.are.same({ '' }, text.split('', ','))
    end)

    it('takes the separator as it is, not as a pattern', function()
      assert.are.same({ 'a', 'b' }, text.split('a.b', '.'))
      assert.are.same({ 'a', 'b' }, text.split('a%s+b', '%s+'))
    end)
  end)

  describe('lines', function()
    local function all(s)
      local list = {}
      for number, line in text.lines(s) do list[number] = line end
      return list
    end

    it('are numbered', function()
      assert.are.same({ 'a', '', 'b' }, all('a\n\nb'))
    end)

    it('do not begin behind the last line break', function()
      assert.are.same({ 'a' }, all('a\n'))
      assert.are.same({}, all(''))
    end)
  end)

  describe('wrap', function()
    it('breaks between words', function()
      assert.are.same({ 'the quick', 'brown fox' }, text.wrap('the  quick\nbrown fox', 9))
    end)

    it('lets a long word stick out', function()
      assert.are.same({ 'a', 'labyrinthine', 'way' }, text.wrap('a labyrinthine way', 5))
    end)

    it('has no lines without words', function()
      assert.are.same({}, text.wrap('  ', 10))
    end)
  end)

  describe('list', function()
    local lists = {
      { {}, nil, '' }, { { 'salt' }, nil, 'salt' }, { { 'salt', 'iron' }, nil, 'salt and iron' },
      { { 'salt', 'iron', 'wool' }, nil, 'salt, iron and wool' }, { { 'salt', 'iron' }, 'or', 'salt or iron' },
    }
    for _, case in ipairs(lists) do
      it('of ' .. #case[1] .. ' joined by ' .. (case[2] or 'and'), function()
        assert.are.equal(case[3], text.list(case[1], case[2]))
      end)
    end
  end)

  describe('fill', function()
    it('puts values in', function()
      assert.are.equal('Bran has 7 gold, true', text.fill('{name} has {gold} gold, {fact}',
        { name = 'Bran', gold = 7, fact = true }))
    end)

    it('cuts fractions off', function()
      assert.are.equal('2', text.fill('{n}', { n = 2.75 }))
    end)

    it('leaves an unknown name for the writer to see', function()
      assert.are.equal('{nmae} and {a b}', text.fill('{nmae} and {a b}', { name = 'x' }))
    end)

    it('does not read values as patterns', function()
      assert.are.equal('100%1', text.fill('{x}', { x = '100%1' }))
    end)
  end)

  describe('with string.rep replaced in one test', function()
    local snapshot

    before_each(function() snapshot = assert:snapshot() end)
    after_each(function() snapshot:revert() end)

    it('pads by what string.rep gives', function()
      stub(string, 'rep').returns('~')
      assert.are.equal('ab~', text.padRight('ab', 3))
      assert.stub(string.rep).was.called_with(' ', 1)
    end)

    it('is back to the real one in the next test', function()
      assert.are.equal('ab   ', text.padRight('ab', 5))
    end)
  end)
end)
