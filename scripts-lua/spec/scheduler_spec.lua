local Scheduler = require 'game.scheduler'

describe('Scheduler', function()
  local scheduler, heard

  local function say(word) heard[#heard + 1] = word end

  local function ticker(word, interval, times)
    return function()
      for _ = 1, times do
        Scheduler.sleep(interval)
        say(word .. scheduler.now)
      end
    end
  end

  before_each(function()
    scheduler, heard = Scheduler(), {}
  end)

  describe('spawn', function()
    it('does not start the body by itself', function()
      local body = spy.new(function() end)
      scheduler:spawn('task', function() body() end)
      assert.spy(body).was_not.called()
      scheduler:advance(0)
      assert.spy(body).was.called(1)
    end)

    it('hands its arguments to the body, nil included', function()
      local body = spy.new(function() end)
      scheduler:spawn('task', function(...) body(...) end, 1, nil, 'x')
      scheduler:advance(0)
      assert.spy(body).was.called_with(1, nil, 'x')
    end)

    it('keeps the order of spawning', function()
      for index = 1, 4 do scheduler:spawn('task', function() say(index) end) end
      assert.are.equal(4, scheduler:advance(0))
      assert.are.same({ 1, 2, 3, 4 }, heard)
    end)
  end)

  describe('sleep', function()
    it('wakes at its time and not before', function()
      scheduler:spawn('bell', ticker('bell', 100, 1))
      scheduler:advance(99)
      assert.are.same({}, heard)
      scheduler:advance(1)
      assert.are.same({ 'bell100' }, heard)
    end)

    it('sees its own time inside a long step', function()
      scheduler:spawn('bell', ticker('bell', 100, 3))
      scheduler:advance(1000)
      assert.are.same({ 'bell100', 'bell200', 'bell300' }, heard)
      assert.are.equal(1000, scheduler.now)
    end)

    it('interleaves tasks by time, then by who queued first', function()
      scheduler:spawn('a', ticker('a', 20, 3))
      scheduler:spawn('b', ticker('b', 30, 2))
      scheduler:advance(60)
      assert.are.same({ 'a20', 'b30', 'a40', 'b60', 'a60' }, heard)
    end)
  end)

  describe('signal', function()
    it('wakes all who wait for it, with its arguments', function()
      for index = 1, 2 do
        scheduler:spawn('guard', function()
          local place, count = Scheduler.await('alarm')
          say(index .. place .. count)
        end)
      end
      scheduler:advance(0)
      assert.are.equal(2, scheduler:signal('alarm', 'gate', 3))
      assert.are.same({}, heard)
      scheduler:advance(0)
      assert.are.same({ '1gate3', '2gate3' }, heard)
    end)

    it('wakes nobody twice', function()
      scheduler:spawn('guard', function() Scheduler.await('alarm') end)
      scheduler:advance(0)
      scheduler:signal('alarm')
      assert.are.equal(0, scheduler:signal('alarm'))
    end)

    it('is lost on those who wait later', function()
      scheduler:signal('alarm')
      local guard = scheduler:spawn('guard', function() Scheduler.await('alarm') end)
      scheduler:advance(10)
      assert.are.equal('running', guard.state)
    end)
  end)

  describe('join', function()
    it('waits for the result', function()
      local smith = scheduler:spawn('smith', function()
        Scheduler.sleep(50)
        return 'sword'
      end)
      scheduler:spawn('hero', function() say(table.concat({ Scheduler.join(smith) }, ' ')) end)
      scheduler:advance(49)
      assert.are.same({}, heard)
      scheduler:advance(1)
      assert.are.same({ 'done sword' }, heard)
    end)

    it('answers at once for a task that is over', function()
      local smith = scheduler:spawn('smith', function() return 'sword' end)
      scheduler:advance(0)
      scheduler:spawn('hero', function() say(select(2, Scheduler.join(smith))) end)
      scheduler:advance(0)
      assert.are.same({ 'sword' }, heard)
    end)

    it('tells of failure and of being cancelled', function()
      local failing = scheduler:spawn('failing', function() error({ code = 'broken' }) end)
      local endless = scheduler:spawn('endless', function() Scheduler.await('never') end)
      for _, task in ipairs({ failing, endless }) do
        scheduler:spawn('watcher', function() say((Scheduler.join(task))) end)
      end
      scheduler:advance(0)
      scheduler:cancel(endless)
      scheduler:advance(0)
      assert.are.same({ 'failed', 'cancelled' }, heard)
    end)
  end)

  describe('failures', function()
    it('end one task only', function()
      local failing = scheduler:spawn('failing', function() error({ code = 'broken' }) end)
      scheduler:spawn('other', function() say('other') end)
      assert.has_no.errors(function() scheduler:advance(0) end)
      assert.are.equal('failed', failing.state)
      assert.are.same({ code = 'broken' }, failing.value)
      assert.are.same({ 'other' }, heard)
    end)

    it('keep the message and its place', function()
      local failing = scheduler:spawn('failing', function() error('the bridge is out') end)
      scheduler:advance(0)
      assert.matches('scheduler_spec%.lua:%d+: the bridge is out$', failing.value)
    end)

    it('come of requests unheard of', function()
      local task = scheduler:spawn('odd', function() coroutine.yield('dance') end)
      scheduler:advance(0)
      assert.are.same({ 'failed', 'unknown request' }, { task.state, task.value })
    end)
  end)

  describe('cancel', function()
    it('never wakes the task again', function()
      local bell = scheduler:spawn('bell', ticker('bell', 10, 5))
      scheduler:advance(25)
      scheduler:cancel(bell)
      scheduler:advance(100)
      assert.are.same({ 'bell10', 'bell20' }, heard)
      assert.are.equal('cancelled', bell.state)
    end)

    it('leaves a task that is over as it is', function()
      local task = scheduler:spawn('task', function() return 5 end)
      scheduler:advance(0)
      scheduler:cancel(task)
      assert.are.same({ 'done', 5 }, { task.state, task.value })
    end)

    it('holds for a task that cancels itself', function()
      local task
      task = scheduler:spawn('task', function()
        scheduler:cancel(task)
        return 'late'
      end)
      scheduler:advance(0)
      assert.are.equal('cancelled', task.state)
      assert.is_nil(task.value)
    end)
  end)

  it('lets a task spawn another for the same moment', function()
    scheduler:spawn('parent', function()
      scheduler:spawn('child', function() say('child') end)
      say('parent')
    end)
    assert.are.equal(2, scheduler:advance(0))
    assert.are.same({ 'parent', 'child' }, heard)
  end)

  it('#slow runs two hundred tasks through a minute', function()
    local steps = 0
    for index = 1, 200 do
      scheduler:spawn('npc ' .. index, function()
        while true do
          Scheduler.sleep(index * 10)
          steps = steps + 1
        end
      end)
    end
    local expected = 0
    for index = 1, 200 do expected = expected + math.floor(60000 / (index * 10)) end
    scheduler:advance(60000)
    assert.are.equal(expected, steps)
  end)
end)
