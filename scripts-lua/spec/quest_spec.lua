local Bus = require 'game.events'
local quest = require 'game.quest'

describe('Quest', function()
  local rats

  before_each(function()
    rats = quest.Quest({
      id = 'rats', title = 'Rats in the cellar',
      objectives = { { event = 'kill', subject = 'rat', count = 3 }, { event = 'visit', subject = 'cellar', count = 1 } },
    })
  end)

  it('is available at once when it requires nothing', function()
    assert.are.equal('available', rats.state)
  end)

  it('is locked while it requires another', function()
    assert.are.equal('locked', quest.Quest({ id = 'king', requires = { 'rats' } }).state)
  end)

  it('has its id for a title when it has none', function()
    assert.are.equal('king', quest.Quest({ id = 'king' }).title)
  end)

  describe('fire', function()
    local allowed = {
      locked = { unlock = 'available' },
      available = { accept = 'active', lock = 'locked' },
      active = { achieve = 'ready', abandon = 'available', fail = 'failed' },
      ready = { hand_in = 'done', fail = 'failed' },
      failed = { retry = 'available' },
      done = {},
    }
    local steps = { 'unlock', 'lock', 'accept', 'achieve', 'abandon', 'fail', 'hand_in', 'retry' }

    for _, state in ipairs({ 'locked', 'available', 'active', 'ready', 'failed', 'done' }) do
      it('takes the steps of a quest that is ' .. state .. ' and no others', function()
        for _, step in ipairs(steps) do
          rats.state = state
          local result, reason = rats:fire(step)
          assert.are.equal(allowed[state][step], result)
          assert.are.equal(result or state, rats.state)
          if not result then
            assert.are.equal('cannot ' .. step:gsub('_', ' ') .. ' a quest that is ' .. state, reason)
          end
        end
      end)
    end

    it('forgets the progress of one that was abandoned', function()
      rats:fire('accept')
      rats:advance('kill', 'rat', 2)
      rats:fire('abandon')
      assert.are.same({}, rats.progress)
    end)
  end)

  describe('advance', function()
    it('does nothing before the quest is accepted', function()
      assert.is_false(rats:advance('kill', 'rat'))
      assert.are.same({}, rats.progress)
    end)

    describe('once accepted', function()
      before_each(function() rats:fire('accept') end)

      it('counts what the objective names', function()
        assert.is_true(rats:advance('kill', 'rat'))
        assert.is_false(rats:advance('kill', 'wolf'))
        assert.is_false(rats:advance('visit', 'rat'))
        assert.are.same({ 1 }, rats.progress)
      end)

      it('does not count beyond the goal', function()
        rats:advance('kill', 'rat', 50)
        assert.are.equal(3, rats.progress[1])
        assert.is_false(rats:advance('kill', 'rat'))
      end)

      it('is ready when all objectives are met', function()
        rats:advance('kill', 'rat', 3)
        assert.are.equal('active', rats.state)
        rats:advance('visit', 'cellar')
        assert.are.equal('ready', rats.state)
      end)

      it('prints how far it came', function()
        rats:advance('kill', 'rat', 2)
        assert.are.equal('Rats in the cellar [active] kill rat 2/3; visit cellar 0/1', tostring(rats))
      end)
    end)
  end)
end)

describe('QuestLog', function()
  local bus, log

  before_each(function()
    bus = Bus()
    log = quest.QuestLog(bus, {
      { id = 'rats', objectives = { { event = 'kill', subject = 'rat', count = 2 } }, reward = { copper = 50 } },
      { id = 'herbs', objectives = { { event = 'collect', subject = 'herb', count = 3 } } },
      { id = 'king', requires = { 'rats', 'herbs' } },
    })
  end)

  local function complete(id, event, subject, count)
    log:get(id):fire('accept')
    bus:emit(event, subject, count)
    return log:handIn(id)
  end

  it('hears the events of the game', function()
    log:get('rats'):fire('accept')
    bus:emit('kill', 'rat')
    bus:emit('kill', 'rat')
    assert.are.equal('ready', log:get('rats').state)
  end)

  it('hears four kinds of events', function()
    local notified = stub(log, 'notify')
    for _, event in ipairs({ 'kill', 'collect', 'visit', 'talk', 'sleep' }) do bus:emit(event, 'x', 1) end
    assert.stub(notified).was.called(4)
    assert.stub(notified).was.called_with(match.is_ref(log), 'talk', 'x', 1)
    assert.stub(notified).was_not.called_with(match._, 'sleep', 'x', 1)
  end)

  it('posts progress', function()
    local seen = spy.new(function() end)
    bus:on('quest progress', seen)
    log:get('rats'):fire('accept')
    bus:emit('kill', 'rat')
    assert.spy(seen).was_not.called()
    bus:flush()
    assert.spy(seen).was.called(1)
    assert.spy(seen).was.called_with(match.is_ref(log:get('rats')))
  end)

  it('gives the reward', function()
    assert.are.same({ copper = 50 }, complete('rats', 'kill', 'rat', 2))
    assert.are.equal('done', log:get('rats').state)
  end)

  it('gives no reward before the work is done', function()
    local reward, reason = log:handIn('rats')
    assert.is_nil(reward)
    assert.are.equal('cannot hand in a quest that is available', reason)
  end)

  it('unlocks a quest when all that it requires is done', function()
    local unlocked = spy.new(function() end)
    bus:on('quest unlocked', unlocked)
    complete('rats', 'kill', 'rat', 2)
    bus:flush()
    assert.are.equal('locked', log:get('king').state)
    assert.spy(unlocked).was_not.called()
    complete('herbs', 'collect', 'herb', 3)
    bus:flush()
    assert.are.equal('available', log:get('king').state)
    assert.spy(unlocked).was.called(1)
  end)

  it('does not know every quest', function()
    assert.has_error(function() log:get('dragon') end, 'no such quest: dragon')
  end)

  it('sums up by state', function()
    log:get('herbs'):fire('accept')
    assert.are.same({ 'active: herbs', 'available: rats', 'locked: king' }, log:summary())
    complete('rats', 'kill', 'rat', 2)
    log:get('herbs').state = 'done'
    assert.are.same({ 'done: herbs and rats', 'locked: king' }, log:summary())
  end)
end)
