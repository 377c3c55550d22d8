-- The rest of the host contract, as scripts-lua/host/README.md has it. Slots are
-- named after their test: whether a host is fresh for each test is not its promise.

local save = require 'game.save'

describe('the host', function()
  describe('save and load', function()
    it('keep any bytes', function()
      local bytes = 'EMBR\0\1\254\255'
      assert.is_true(host.save('any bytes', bytes))
      assert.are.equal(bytes, host.load('any bytes'))
    end)

    it('keep what was saved last', function()
      host.save('last', 'one')
      host.save('last', 'two')
      assert.are.equal('two', host.load('last'))
    end)

    it('know nothing of a slot that was never used', function()
      assert.is_nil(host.load('never used'))
    end)

    it('keep a whole game', function()
      local state = { hero = { name = 'Ysolde', health = 31.5 }, pack = { 'torch', 'key' } }
      host.save('whole game', save.pack(state))
      assert.are.same(state, save.unpack(host.load('whole game')))
    end)

    it('do not take a number for a string', function()
      assert.are.same({ n = 2, nil, 'slot must be a non-empty string' }, { n = 2, host.save(1, 'x') })
      assert.are.same({ n = 2, nil, 'bytes must be a string' }, { n = 2, host.save('number', 1) })
      assert.is_nil(host.load('number'))
    end)
  end)

  it('has a clock that moves on by 16 milliseconds a look', function()
    local first = host.clock()
    assert.are.equal(first + 16, host.clock())
    assert.are.equal(first + 32, host.clock())
  end)

  describe('spawn', function()
    it('counts its entities', function()
      local id = host.spawn('wolf', 3, 4)
      assert.are.equal(id + 1, host.spawn('chest', 0.5, -2, { locked = true, gold = 5, owner = 'Bran' }))
    end)

    it('uses no id up for a mistake', function()
      local id = host.spawn('wolf', 3, 4)
      assert.is_nil((host.spawn('', 3, 4)))
      assert.is_nil((host.spawn('wolf', 0 / 0, 4)))
      assert.is_nil((host.spawn('wolf', 3, 4, { pack = {} })))
      assert.are.equal(id + 1, host.spawn('wolf', 3, 4))
    end)
  end)

  it('logs, and returns nothing', function()
    for _, level in ipairs({ 'debug', 'info', 'warn', 'error' }) do
      assert.are.equal(0, select('#', host.log(level, 'from the spec')))
    end
    assert.are.equal('level must be debug, info, warn or error', (select(2, host.log('loud', 'x'))))
    assert.are.equal('message must be a string', (select(2, host.log('info', 5))))
  end)

  it('can be stubbed like any table', function()
    stub(host, 'load').returns('not a save')
    finally(function() host.load:revert() end)
    assert.are.same({ n = 2, nil, 'not a save file' }, { n = 2, save.unpack(host.load('any')) })
    assert.stub(host.load).was.called_with('any')
  end)
end)
